import { expect, test } from "vitest";
import { Chat, chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const _minute = 60_000;

test("jump goes on in another flow and does not come back", () => {
  const other = drawFlow({ a: says("A"), b: says("B") });
  const flow = drawFlow({ j: ["jump", { flowId: "other", nodeId: "b" }] });
  expect(new Chat(flow, {}, { other }).play("hi")).toEqual(["contact: hi", "bot: B"]);
  expect(chat(drawFlow({ j: ["jump", { nodeId: "gone" }] }), "hi")[1]).toBe(
    "→ alert jump.target-missing",
  );
});
