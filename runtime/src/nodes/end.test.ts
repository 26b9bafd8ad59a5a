import { expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("ends the run", () => {
  const conversation = new Chat(drawFlow({ m: says("Bye"), e: ["end", {}] }, ["m > e"]));
  expect(conversation.play("hi").at(-1)).toBe("bot: Bye");
  expect(conversation.run).toBeUndefined();
});
