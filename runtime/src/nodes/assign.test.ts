import { expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("makes a member responsible and goes on", () => {
  const flow = drawFlow({ a: ["assign", { to: "member", memberId: "m7" }], m: says("Done") }, [
    "a > m",
  ]);
  const conversation = new Chat(flow);
  expect(conversation.play("hi").at(-1)).toBe("bot: Done");
  expect(conversation.effects).toContainEqual(
    expect.objectContaining({ type: "assign", to: "member", memberId: "m7" }),
  );
});
