import { expect, test } from "vitest";
import { chat } from "./chat/chat.ts";
import { drawFlow, says } from "./testing/draw-flow.ts";

const flow = drawFlow(
  {
    hello: ["trigger.welcome", {}],
    spring: ["trigger.referral", { match: "exact", ref: "clspring22" }],
    greeting: says("Hello"),
    ref: says("Ref"),
    offer: says("{{ referral.utm_source }} {{ referral.link }} {{ referral.ref }}"),
  },
  ["hello > greeting", "spring > ref"],
);
const link = { id: "l1", name: "Poster", flowId: "main", nodeId: "offer" };
const values = { utm_source: "poster", ref: "not this" };

test("a link opens its step before any trigger, with its values", () => {
  const said = ["bot: poster Poster clspring22"];
  const facts = { ref: "clspring22", link, values };
  expect(chat(flow, { input: { type: "welcome", ...facts } })).toEqual(said);
  expect(chat(flow, { input: { type: "referral", ...facts } })).toEqual(said);
  const content = { kind: "text", text: "hi" } as const;
  const message = { type: "message", messageId: "m", content, referral: facts } as const;
  expect(chat(flow, { input: message })).toEqual(said);
});

test("a link without a step opens the flow's first trigger", () => {
  const { nodeId: _, ...whole } = link;
  const input = { type: "referral", ref: "x", link: whole } as const;
  expect(chat(flow, { input })).toEqual(["bot: Hello"]);
});

test("a link to what is not there is as none", () => {
  const gone = { ...link, nodeId: "gone" };
  expect(chat(flow, { input: { type: "referral", ref: "clspring22", link: gone } })).toEqual([
    "bot: Ref",
  ]);
  const elsewhere = { ...link, flowId: "elsewhere" };
  expect(chat(flow, { input: { type: "welcome", ref: "x", link: elsewhere } })).toEqual([
    "bot: Hello",
  ]);
});

test("values of the page reach the greeting without a link", () => {
  const greets = drawFlow(
    { hello: ["trigger.welcome", {}], say: says("From {{ referral.utm_source }}") },
    ["hello > say"],
  );
  expect(chat(greets, { input: { type: "welcome", values: { utm_source: "news" } } })).toEqual([
    "bot: From news",
  ]);
});
