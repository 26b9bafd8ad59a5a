import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const came = (ref: string) => ({ input: { type: "referral", ref } }) as const;

test("prefers the exact ref to the longest beginning, and that to any", () => {
  const flow = drawFlow(
    {
      any: ["trigger.referral", { match: "any" }],
      short: ["trigger.referral", { match: "startsWith", ref: "su" }],
      long: ["trigger.referral", { match: "startsWith", ref: "summer" }],
      exact: ["trigger.referral", { match: "exact", ref: "summer-sale" }],
      a: says("Any"),
      s: says("Short"),
      l: says("Long"),
      e: says("Exact"),
    },
    ["any > a", "short > s", "long > l", "exact > e"],
  );
  expect(chat(flow, came("summer-sale"))).toEqual(["bot: Exact"]);
  expect(chat(flow, came("summer-ad"))).toEqual(["bot: Long"]);
  expect(chat(flow, came("sun"))).toEqual(["bot: Short"]);
  expect(chat(flow, came("x"))).toEqual(["bot: Any"]);
});
