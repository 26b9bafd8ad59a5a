import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("starts when the scheduler starts it, not at words", () => {
  const flow = drawFlow({ t: ["trigger.schedule", {}], m: says("News") }, ["t > m"]);
  expect(chat(flow, { input: { type: "start", flowId: "main", nodeId: "t" } })).toEqual([
    "bot: News",
  ]);
  expect(chat(flow, "hi")).toEqual(["contact: hi"]);
});
