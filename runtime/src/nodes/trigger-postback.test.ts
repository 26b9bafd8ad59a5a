import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("starts at its payload, not at others", () => {
  const flow = drawFlow({ t: ["trigger.postback", { payload: "HOURS" }], m: says("9 to 5") }, [
    "t > m",
  ]);
  const tap = (payload: string) =>
    ({ input: { type: "postback", messageId: "m", payload } }) as const;
  expect(chat(flow, tap("HOURS"))).toEqual(["bot: 9 to 5"]);
  expect(chat(flow, tap("OTHER"))).toEqual([]);
});
