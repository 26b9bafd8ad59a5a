import { existsSync, readdirSync, readFileSync } from "node:fs";
import { MessageContent } from "@chatloom/flows-schema";
import fc from "fast-check";
import { Value } from "typebox/value";
import { describe, expect, test } from "vitest";
import { channels } from "../../server/src/channels/index.ts";
import { refusalOf } from "../../server/src/channels/refusal-of.ts";
import type {
  Action,
  Desk,
  DeskEvent,
  ForwardRequest,
  HttpCall,
  HttpReply,
  OpenRequest,
} from "../../server/src/desks/desk.ts";
import { deskOf, desks } from "../../server/src/desks/index.ts";
import { deskDoubleTypes } from "../doubles/desks/start-desk.ts";
import { sampleDeskSettings } from "./desk-samples.ts";
import { expectSameGuides } from "./expect-same-guides.ts";
import { spoil } from "./spoil.ts";

const now = 1_750_000_000_000;
type Type = keyof typeof desks;
const types = Object.keys(desks) as Type[];
const known = { id: "42", memory: { contact: "7", requester: "7" } };
const base = { id: "entry-1", conversationId: "65a1b2c3d4e5f60718293a4b", again: false, at: now };
const openRequest: OpenRequest = {
  ...base,
  contact: {
    id: "65a1b2c3d4e5f60718293a4c",
    name: "Ann",
    email: "ann@example.org",
    phone: "+84901234567",
    language: "vi",
    tags: ["vip"],
    fields: { city: "Huế" },
  },
  channel: "WhatsApp",
  transcript: "10:00 Ann: Hello",
  note: "Wants help",
  conversationUrl: "https://chat.example.org/inbox/1",
};
const forwardRequest: ForwardRequest = {
  ...base,
  case: known,
  author: "contact",
  authorName: "Ann",
  text: "Hello",
};

function fixturesOf(type: string): URL {
  return new URL(`../../server/src/desks/${type}/fixtures/`, import.meta.url);
}

test("every helpdesk has a double, and a type that no channel has", () => {
  expect([...deskDoubleTypes].sort()).toEqual([...types].sort());
  expect(types.filter((it) => it in channels)).toEqual([]);
});

test("knows no helpdesk by the name of something every object has", () => {
  for (const type of ["", "constructor", "__proto__", "toString", "fax"]) {
    expect(deskOf(type)).toBeUndefined();
  }
});

describe.each(types)("%s", (type) => {
  const desk = deskOf(type) as Desk;
  const settings = sampleDeskSettings[type];

  test("declares settings that fit their schema and are read from the environment", () => {
    expect(desk.type).toBe(type);
    expect([...Value.Errors(desk.settings, settings)]).toEqual([]);
    for (const name of Object.keys(desk.environment)) {
      expect(Object.keys(desk.settings.properties)).toContain(name);
    }
  });

  test("tells in every language how to connect it", () => {
    expectSameGuides(desk.guide);
  });

  test("refuses a request that is not signed, or strangely", () => {
    const request = { method: "POST", url: "/", query: {}, body: Buffer.from("{}") };
    expect(desk.verify({ ...request, headers: {} }, settings, now)).toBe(false);
    const names = [
      "x-chatwoot-signature",
      "x-zendesk-webhook-signature",
      "x-hub-signature",
      "x-api-key",
    ];
    for (const name of names) {
      for (const value of ["", "sha256=", "sha1=00", "ä".repeat(64), "x".repeat(5_000)]) {
        const headers = {
          [name]: value,
          "x-chatwoot-timestamp": String(now / 1_000),
          "x-zendesk-webhook-signature-timestamp": new Date(now).toISOString(),
        };
        expect(desk.verify({ ...request, headers }, settings, now)).toBe(false);
      }
    }
    for (const body of ["", "null", "[]", '{"secret_key":[]}', "\u0000"]) {
      const strange = { ...request, body: Buffer.from(body), headers: {} };
      expect(desk.verify(strange, settings, now)).toBe(false);
    }
  });

  test("parses nothing from a body it does not know", () => {
    for (const body of [undefined, null, 1, "", "text", true, [], {}, [[]], { object: 1 }]) {
      expect(desk.parse(body, settings, now)).toEqual([]);
    }
  });

  test("gives events that are complete, whatever a body holds", () => {
    const recorded = readdirSync(fixturesOf(type));
    fc.assert(
      fc.property(
        fc.constantFrom(...recorded),
        fc.infiniteStream(fc.nat(9)),
        fc.anything({ maxDepth: 2, withBigInt: false }),
        (file, dice, waste) => {
          const sound = JSON.parse(readFileSync(new URL(file, fixturesOf(type)), "utf8")).body;
          const next = dice[Symbol.iterator]();
          const roll = () => next.next().value ?? 1;
          for (const event of desk.parse(spoil(sound, roll, waste), settings, now)) {
            expectComplete(event);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("tries again what is busy, and nothing that is refused", () => {
    const kindOf = (status: number, body: unknown = {}) =>
      refusalOf(desk, { status, headers: {}, body })?.kind;
    for (const status of [429, 500, 502, 503, 504]) {
      expect(kindOf(status)).toBe("busy");
    }
    for (const status of [401, 403]) {
      expect(kindOf(status)).toBe("auth");
    }
    for (const status of [400, 404, 422]) {
      expect(kindOf(status)).toBe("content");
    }
    expect(kindOf(200)).toBeUndefined();
    const late = { status: 429, headers: { "retry-after": "7" }, body: "Retry later" };
    expect(refusalOf(desk, late)?.retryAfterMs).toBe(7_000);
  });

  test("begins every action with a call below its API's address that carries no secret in it", () => {
    const actions: readonly HttpCall[] = [
      first(desk.open, openRequest),
      first(desk.open, { ...openRequest, again: true }),
      first(desk.open, { ...openRequest, previous: known }),
      first(desk.forward, forwardRequest),
      first(desk.forward, { ...forwardRequest, again: true }),
      first(desk.forward, { ...forwardRequest, author: "note" }),
      first(desk.close, { ...base, case: known }),
      ...(desk.catchUp
        ? [first(desk.catchUp, { conversationId: base.conversationId, case: known, since: now })]
        : []),
    ];
    for (const call of actions) {
      expect(call.url.startsWith(settings.apiBaseUrl)).toBe(true);
      expect(JSON.stringify(call.headers)).toMatch(/token|authorization/i);
    }
  });

  test("ends every action, whatever the answers are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.anything({ maxDepth: 3, withBigInt: false }), { maxLength: 40 }),
        fc.boolean(),
        (bodies, again) => {
          const replies = bodies.map((body): HttpReply => ({ status: 200, headers: {}, body }));
          for (const action of [
            () => desk.open({ ...openRequest, again }, settings, replies),
            () => desk.forward({ ...forwardRequest, again }, settings, replies),
            () => desk.close({ ...base, case: known, again }, settings, replies),
          ]) {
            try {
              action();
            } catch (error) {
              // A helpdesk that answers nonsense is told so in words.
              expect(error).toBeInstanceOf(Error);
              expect(error).not.toBeInstanceOf(TypeError);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  function first<R, D>(action: Action<R, D, Desk["settings"]>, request: R): HttpCall {
    const step = action(request, settings, []);
    if (!("call" in step)) {
      throw new Error("The action calls nobody");
    }
    return step.call;
  }
});

const recorded = types
  .filter((type) => existsSync(fixturesOf(type)))
  .flatMap((type) => readdirSync(fixturesOf(type)).map((file) => ({ type, file })));

test.each(recorded)("$type understands $file", ({ type, file }) => {
  const { body, events } = JSON.parse(readFileSync(new URL(file, fixturesOf(type)), "utf8"));
  const parsed = deskOf(type)?.parse(body, sampleDeskSettings[type], now) ?? [];
  expect(JSON.parse(JSON.stringify(parsed))).toEqual(events);
  for (const event of parsed) {
    expectComplete(event);
  }
});

function expectComplete(event: DeskEvent): void {
  expect(event.id).toMatch(/^[\s\S]+$/);
  expect(Number.isSafeInteger(event.at)).toBe(true);
  if ("case" in event) {
    expect(event.case.id).toMatch(/^[\s\S]+$/);
    expect(event.case.conversationId ?? "0".repeat(24)).toMatch(/^[0-9a-f]{24}$/);
  }
  if ("content" in event) {
    expect([...Value.Errors(MessageContent, event.content)]).toEqual([]);
  }
}
