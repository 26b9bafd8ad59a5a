import { expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("records the goal with its worth as a number and goes on", () => {
  const flow = drawFlow({ g: ["goal", { name: "lead", value: "1.5" }], m: says("Done") }, [
    "g > m",
  ]);
  const conversation = new Chat(flow);
  expect(conversation.play("hi").at(-1)).toBe("bot: Done");
  expect(conversation.effects).toContainEqual(
    expect.objectContaining({ event: "goal", name: "lead", value: 1.5 }),
  );
});
