import { emptyRoutingRule, type RoutingRule } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { chooseRoute } from "./choose-route.ts";

const rule = (fields: Partial<RoutingRule>): RoutingRule => ({
  ...emptyRoutingRule("a"),
  name: "Rule",
  answer: "nobody",
  ...fields,
});
/** Wednesday, 10:30 in Ho Chi Minh City. */
const now = Date.parse("2026-07-01T03:30:00Z");
const message = {
  channelId: "c1",
  language: "vi-VN",
  tags: ["VIP"],
  text: "Cho hỏi GIÁ với!",
  now,
};
const holds = (fields: Partial<RoutingRule>, said: Partial<typeof message> = {}) =>
  chooseRoute([rule(fields)], { ...message, ...said }, "Asia/Ho_Chi_Minh") !== undefined;

describe("a routing rule", () => {
  test("holds for everyone while it names nothing", () => {
    expect(holds({})).toBe(true);
    expect(holds({ active: false })).toBe(false);
  });

  test("asks for one of its channels, languages, tags and keywords", () => {
    expect(holds({ channelIds: ["c0", "c1"] })).toBe(true);
    expect(holds({ channelIds: ["c0"] })).toBe(false);
    expect(holds({ languages: ["en", "vi"] })).toBe(true);
    expect(holds({ languages: ["vi-US"] })).toBe(false);
    expect(holds({ tags: ["vip"] })).toBe(true);
    expect(holds({ tags: ["new"] })).toBe(false);
    expect(holds({ keywords: ["gia"] })).toBe(true);
    expect(holds({ keywords: ["hỏi giá"] })).toBe(true);
    expect(holds({ keywords: ["gi"] })).toBe(false);
    expect(holds({ keywords: ["giá"], tags: ["new"] })).toBe(false);
  });

  test("finds no keyword in a picture, or in signs alone", () => {
    expect(holds({ keywords: ["giá"] }, { text: "" })).toBe(false);
    expect(holds({ keywords: ["!!!"] })).toBe(false);
  });

  test("knows the workspace's hours", () => {
    const hours = [{ weekday: 3, from: "09:00", to: "18:00" }];
    expect(holds({ time: "within", hours })).toBe(true);
    expect(holds({ time: "outside", hours })).toBe(false);
    const evening = { now: Date.parse("2026-07-01T11:00:00Z") };
    expect(holds({ time: "within", hours }, evening)).toBe(false);
    expect(holds({ time: "outside", hours }, evening)).toBe(true);
  });

  test("counts an hour after midnight to the day before, where the hours last until then", () => {
    const hours = [{ weekday: 3, from: "20:00", to: "02:00" }];
    const thursdayAtOne = { now: Date.parse("2026-07-01T18:00:00Z") };
    expect(holds({ time: "within", hours }, thursdayAtOne)).toBe(true);
  });
});

test("the first rule that holds decides", () => {
  const rules = [rule({ id: "no", tags: ["new"] }), rule({ id: "yes" }), rule({ id: "late" })];
  expect(chooseRoute(rules, message, "UTC")?.id).toBe("yes");
});
