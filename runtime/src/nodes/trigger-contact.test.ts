import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("starts at its change of the contact", () => {
  const flow = drawFlow(
    { t: ["trigger.contact", { change: "tagAdded", name: "vip" }], m: says("Hello VIP") },
    ["t > m"],
  );
  const tagged = (name: string) =>
    ({ input: { type: "contactChanged", change: "tagAdded", name } }) as const;
  expect(chat(flow, tagged("vip"))).toEqual(["bot: Hello VIP"]);
  expect(chat(flow, tagged("lead"))).toEqual([]);
});
