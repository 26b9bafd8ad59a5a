import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { Value } from "typebox/value";
import { describe, expect, test } from "vitest";
import { channels } from "../../server/src/channels/index.ts";
import { refusalOf } from "../../server/src/channels/refusal-of.ts";
import type { Crm } from "../../server/src/crm/crm.ts";
import { objectOf, valueAt } from "../../server/src/crm/http-crm/paths.ts";
import { crmOf, crms } from "../../server/src/crm/index.ts";
import { desks } from "../../server/src/desks/index.ts";
import { paymentProviders } from "../../server/src/payments/index.ts";
import { sampleCrmSettings } from "./crm-samples.ts";
import { expectSameGuides } from "./expect-same-guides.ts";

const now = 1_754_000_000_000;
type Type = keyof typeof crms;
const types = Object.keys(crms) as Type[];
const post = { method: "POST", url: "/", query: {} };

test("every CRM has a type that nothing else has", () => {
  expect(types.filter((it) => it in channels || it in desks || it in paymentProviders)).toEqual([]);
  for (const type of ["", "constructor", "__proto__"]) {
    expect(crmOf(type)).toBeUndefined();
  }
});

describe.each(types)("%s", (type) => {
  const crm = crmOf(type) as Crm;
  const settings = sampleCrmSettings[type];
  const fixtures = new URL(
    `../../server/src/crm/${type === "httpCrm" ? "http-crm" : type}/fixtures/`,
    import.meta.url,
  );
  const recorded =
    type === "httpCrm"
      ? []
      : readdirSync(fixtures).map((file) => ({
          file,
          ...JSON.parse(readFileSync(new URL(file, fixtures), "utf8")),
        }));

  test("declares settings that fit their schema, and tells in every language how to connect it", () => {
    expect(crm.type).toBe(type);
    expect([...Value.Errors(crm.settings, settings)]).toEqual([]);
    for (const name of Object.keys(crm.environment)) {
      expect(Object.keys(crm.settings.properties)).toContain(name);
    }
    expectSameGuides(crm.guide);
  });

  test("understands its recorded webhooks", () => {
    for (const { body, events } of recorded) {
      expect(JSON.parse(JSON.stringify(crm.parse(body, settings, now)))).toEqual(events);
    }
  });

  test("parses nothing from a body it does not know, and accepts nothing that is not signed", () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        for (const event of crm.parse(body, settings, now)) {
          expect(event.id).toMatch(/^[\s\S]+$/);
        }
      }),
    );
    for (const value of ["", "x", "ä", "x".repeat(9_000)]) {
      for (const time of ["", "x", String(now), "-1", "1e13"]) {
        const headers = { "x-hubspot-signature-v3": value, "x-hubspot-request-timestamp": time };
        expect(crm.verify({ ...post, headers, body: Buffer.from("[]") }, settings, now)).toBe(
          false,
        );
      }
    }
  });

  test("finds nobody without an address, and calls only below its API's address", () => {
    const asked = { email: "", phone: "", fields: ["email"] };
    expect(crm.find(asked, settings, [])).toEqual({ done: undefined });
    const step = crm.find({ ...asked, email: "../x?y@example.org" }, settings, []);
    const url = "call" in step ? step.call.url : "";
    expect(url.startsWith(`${settings.apiBaseUrl}/`)).toBe(true);
    expect(url).not.toContain("../");
    expect(url).not.toContain("contract");
    const write = crm.write(
      { crmId: "../7", values: { email: "a@b.cd" }, fields: [] },
      settings,
      [],
    );
    expect("call" in write ? write.call.url : "").not.toContain("../");
  });

  test("tries again what is busy, and nothing that is refused", () => {
    const kindOf = (status: number, body: unknown = {}) =>
      refusalOf(crm, { status, headers: {}, body })?.kind;
    for (const status of [429, 500, 502, 503, 504]) {
      expect(kindOf(status)).toBe("busy");
    }
    expect(kindOf(401)).toBe("auth");
    expect(kindOf(400)).toBe("content");
    expect(kindOf(200)).toBeUndefined();
  });
});

test("HubSpot's signature covers method, address, body and time, with decoded characters", () => {
  const body =
    '[{"eventId":7001,"subscriptionId":42,"portalId":9001,"appId":55,"occurredAt":1754000000000,"subscriptionType":"contact.propertyChange","attemptNumber":0,"objectId":501,"propertyName":"phone","propertyValue":"+84901234567","changeSource":"CRM"}]';
  const request = {
    method: "POST",
    url: "/hs/c1?src=a%3Ab",
    query: {},
    headers: {
      host: "inner:3000",
      "x-forwarded-host": "hooks.example.com",
      "x-hubspot-request-timestamp": "1754000000000",
      "x-hubspot-signature-v3": "mY1vhZiM/zYTqGqHPVYG+r1JUntKe2ulN2gNXHaGXTw=",
    },
    body: Buffer.from(body),
  };
  const settings = sampleCrmSettings.hubspot;
  expect(crms.hubspot.verify(request, settings, now)).toBe(true);
  expect(crms.hubspot.verify(request, settings, now + 6 * 60_000)).toBe(false);
  expect(crms.hubspot.verify({ ...request, body: Buffer.from("[]") }, settings, now)).toBe(false);
  expect(crms.hubspot.verify({ ...request, url: "/hs/c2" }, settings, now)).toBe(false);
});

test("places of values are read and made, and never touch prototypes", () => {
  expect(valueAt({ data: [{ a: { b: 7 } }] }, "data.0.a.b")).toBe(7);
  expect(valueAt({ data: [] }, "data.0.a")).toBeUndefined();
  expect(valueAt({}, "constructor.name")).toBeUndefined();
  expect(objectOf({ "home.city": "Hue", mail: "x" }, "person")).toEqual({
    person: { home: { city: "Hue" }, mail: "x" },
  });
  objectOf({ "__proto__.polluted": "yes" }, "");
  expect({}).not.toHaveProperty("polluted");
});
