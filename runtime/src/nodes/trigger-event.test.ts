import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("starts at its event, which the texts see", () => {
  const flow = drawFlow(
    { t: ["trigger.event", { event: "paid" }], m: says("{{ event.amount }} received") },
    ["t > m"],
  );
  const event = (name: string) =>
    ({ input: { type: "event", name, properties: { amount: 9 } } }) as const;
  expect(chat(flow, event("paid"))).toEqual(["bot: 9 received"]);
  expect(chat(flow, event("shipped"))).toEqual([]);
});
