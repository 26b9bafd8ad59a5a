import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Abilities, MessageContent } from "@chatloom/flows-schema";
import { fitToChannel } from "@chatloom/runtime";
import fc from "fast-check";
import { Value } from "typebox/value";
import { describe, expect, test } from "vitest";
import type { Channel, ChannelCall, ChannelEvent } from "../../server/src/channels/channel.ts";
import { channelOf, channels } from "../../server/src/channels/index.ts";
import { checkChatwootMessage } from "../doubles/chatwoot-bot-rules.ts";
import { checkDiscordMessage } from "../doubles/discord-rules.ts";
import { checkHttpSend } from "../doubles/http.ts";
import { checkInstagramSend } from "../doubles/instagram-rules.ts";
import { checkLineCall } from "../doubles/line-rules.ts";
import { checkMail } from "../doubles/mail-rules.ts";
import { checkMessengerSend } from "../doubles/messenger-rules.ts";
import { checkSlackCall } from "../doubles/slack-rules.ts";
import { checkTelegramCall } from "../doubles/telegram-rules.ts";
import { checkTiktokCall } from "../doubles/tiktok-rules.ts";
import { checkViberSend } from "../doubles/viber-rules.ts";
import { checkWhatsappSend } from "../doubles/whatsapp-rules.ts";
import { checkZaloSend } from "../doubles/zalo-rules.ts";
import { anyContent, sampleAddress, sampleSettings } from "./channel-samples.ts";
import { expectSameGuides } from "./expect-same-guides.ts";
import { spoil } from "./spoil.ts";

const now = 1_750_000_000_000;
type Type = keyof typeof channels;
const types = Object.keys(channels) as Type[];

/** Lists the faults of a call, as the platform would. */
const platformRules: Readonly<Record<Type, (call: ChannelCall) => string | undefined>> = {
  whatsapp: (call) => checkWhatsappSend(bodyOf(call)),
  messenger: (call) => checkMessengerSend(bodyOf(call)),
  instagram: (call) => checkInstagramSend(bodyOf(call)),
  telegram: (call) =>
    checkTelegramCall("url" in call ? (call.url.split("/").at(-1) ?? "") : "", bodyOf(call)),
  zalo: (call) => ("url" in call ? checkZaloSend(call.url, bodyOf(call)) : "Zalo needs a call"),
  line: (call) =>
    "url" in call
      ? checkLineCall(call.url.split("/v2/bot/")[1] ?? "", bodyOf(call), call.headers)
      : "LINE is called",
  tiktok: (call) =>
    "url" in call
      ? checkTiktokCall(call.url.split("/v1.3/")[1] ?? "", bodyOf(call))
      : "TikTok is called",
  web: (call) => ("local" in call ? undefined : "web chat makes no calls"),
  http: (call) => checkHttpSend(bodyOf(call)),
  email: (call) => checkMail("protocol" in call ? call.mail : undefined),
  viber: (call) => checkViberSend(bodyOf(call)),
  "chatwoot-bot": (call) => checkChatwootMessage(bodyOf(call)),
  discord: (call) => checkDiscordMessage(bodyOf(call)),
  slack: (call) => checkSlackCall("url" in call ? methodOf(call.url) : "", bodyOf(call)),
};

function methodOf(url: string): string {
  return url.split("/").at(-1) ?? "";
}

function bodyOf(call: ChannelCall): unknown {
  return "json" in call ? JSON.parse(JSON.stringify(call.json)) : undefined;
}

describe.each(types)("%s", (type) => {
  const channel: Channel = channelOf(type) as Channel;
  const settings = sampleSettings[type];
  const fixtures = new URL(`../../server/src/channels/${type}/fixtures/`, import.meta.url);

  test("is registered under its own type", () => {
    expect(channel.type).toBe(type);
  });

  test("declares abilities and settings that fit their schemas", () => {
    expect([...Value.Errors(Abilities, channel.abilities)]).toEqual([]);
    expect([...Value.Errors(channel.settings, settings)]).toEqual([]);
  });

  test("reads settings from environment variables that it has settings for", () => {
    for (const name of Object.keys(channel.environment)) {
      expect(Object.keys(channel.settings.properties)).toContain(name);
    }
  });

  test("tells in every language how to connect it", () => {
    expectSameGuides(channel.guide);
  });

  test("parses nothing from a body it does not know", () => {
    for (const body of [undefined, null, 1, "", "text", true, [], {}, [[]], { object: 1 }]) {
      expect(channel.parse(body, settings, now)).toEqual([]);
    }
  });

  test("refuses a request without a signature, with a strange one, and with any headers at all", () => {
    const body = Buffer.from("{}");
    const request = { method: "POST", url: "/", query: {}, body };
    const strange = [
      "",
      "sha256=",
      "sha256=00",
      "t=,v1=",
      "t=1,v1=0",
      "ä".repeat(64),
      "x".repeat(5_000),
    ];
    const names = [
      "x-hub-signature-256",
      "x-telegram-bot-api-secret-token",
      "x-line-signature",
      "tiktok-signature",
      "x-zevent-signature",
      "x-chatloom-signature",
      "x-slack-signature",
      "x-chatwoot-signature",
      "x-signature-ed25519",
      "x-viber-content-signature",
      "authorization",
    ];
    expect(channel.verify({ ...request, headers: {} }, settings, now)).toBe(false);
    for (const name of names) {
      for (const value of strange) {
        expect(channel.verify({ ...request, headers: { [name]: value } }, settings, now)).toBe(
          false,
        );
      }
    }
  });

  test("sends whatever a flow says, fitted to its abilities, by the platform's rules", () => {
    fc.assert(
      fc.property(
        anyContent,
        fc.constantFrom("bot" as const, "human" as const),
        (content, author) => {
          for (const part of fitToChannel(content, channel.abilities)) {
            const message = {
              id: "turn-1:0",
              to: sampleAddress[type],
              content: part,
              author,
              at: now,
            };
            const call = channel.compose(message, settings);
            const problem = platformRules[type](call);
            if (problem !== undefined) {
              const said = JSON.stringify("json" in call ? call.json : call).slice(0, 1_000);
              const meant = JSON.stringify(part).slice(0, 1_000);
              throw new Error(`${problem}\nin ${said}\nfrom ${meant}`);
            }
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("gives events that are complete, whatever a body holds", () => {
    const recorded = existsSync(fixtures) ? readdirSync(fixtures) : [];
    fc.assert(
      fc.property(
        fc.constantFrom(undefined, ...recorded),
        fc.infiniteStream(fc.nat(9)),
        junk,
        (file, dice, waste) => {
          const sound =
            file === undefined
              ? {}
              : JSON.parse(readFileSync(new URL(file, fixtures), "utf8")).body;
          const next = dice[Symbol.iterator]();
          for (const event of channel.parse(
            spoil(sound, () => next.next().value ?? 1, waste),
            settings,
            now,
          )) {
            expectComplete(event);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

const recorded = types
  .map(
    (type) =>
      [type, new URL(`../../server/src/channels/${type}/fixtures/`, import.meta.url)] as const,
  )
  .filter(([, folder]) => existsSync(folder))
  .flatMap(([type, folder]) => readdirSync(folder).map((file) => ({ type, file, folder })));

test.each(recorded)("$type understands $file", ({ type, file, folder }) => {
  const { body, events } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  const parsed = channelOf(type)?.parse(body, sampleSettings[type], now) ?? [];
  // As JSON, which leaves out an account that is not known.
  expect(JSON.parse(JSON.stringify(parsed))).toEqual(events);
  for (const event of parsed) {
    expectComplete(event);
  }
});

test("knows no channel by the name of something every object has", () => {
  for (const type of ["", "constructor", "__proto__", "toString", "fax"]) {
    expect(channelOf(type)).toBeUndefined();
  }
});

function expectComplete(event: ChannelEvent): void {
  expect(event.id).toMatch(/^[\s\S]+$/);
  expect(Number.isSafeInteger(event.at)).toBe(true);
  expect(Number.isNaN(new Date(event.at).getTime())).toBe(false);
  if ("from" in event) {
    expect(event.from.id).toMatch(/^[\s\S]+$/);
  }
  if ("content" in event) {
    expect([...Value.Errors(MessageContent, event.content)]).toEqual([]);
  }
}

const junk = fc.anything({ maxDepth: 2, withBigInt: false });
