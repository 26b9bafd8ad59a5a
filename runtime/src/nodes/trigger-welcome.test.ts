import { expect, test } from "vitest";
import { Chat, chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const flow = drawFlow({ t: ["trigger.welcome", {}], m: says("Welcome") }, ["t > m"]);

test("starts at the first contact", () => {
  expect(chat(flow, { input: { type: "welcome" } })).toEqual(["bot: Welcome"]);
  expect(new Chat(flow, { firstContact: true }).play("hi").at(-1)).toBe("bot: Welcome");
});

test("does not greet a known contact", () => {
  expect(chat(flow, "hi")).toEqual(["contact: hi"]);
});
