import { expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import type { Input } from "../input.ts";
import type { LlmRequest } from "../llm-effect.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

type Sent = Extract<Input, { type: "message" }>;

function talkWith(data: object = {}): Chat {
  const own = { instructions: "Help", mode: "converse" as const, ...data };
  return new Chat(drawFlow({ ai: ["llm", own], n: says("Bye") }, ["ai > n"]));
}

function asked(talk: Chat): LlmRequest | undefined {
  return talk.effects.findLast((it) => it.type === "callLlm")?.request;
}

const message = (messageId: string, content: Sent["content"]) => ({
  input: { type: "message" as const, messageId, content },
});
const picture = { kind: "image", url: "/files/a", caption: "This one?" } as const;
const note = { kind: "audio", url: "/files/b" } as const;

test("names the messages whose pictures and voice notes the model may read", () => {
  const talk = talkWith();
  talk.play(message("p1", picture));
  expect(asked(talk)?.messages.slice(1)).toEqual([
    { role: "user", content: "This one?", media: [{ kind: "image", messageId: "p1" }] },
  ]);
  talk.play({ answer: { text: "Nice" } }, message("v1", note));
  expect(asked(talk)?.messages.at(-1)).toEqual({
    role: "user",
    content: "[audio]",
    media: [{ kind: "audio", messageId: "v1" }],
  });
  expect(asked(talk)?.needsMedia).toBeUndefined();
});

test("a picture that comes while the model thinks is answered with what was said before", () => {
  const talk = talkWith();
  talk.play("Look at this", message("p1", picture));
  expect(
    asked(talk)
      ?.messages.slice(1)
      .map((it) => it.content),
  ).toEqual(["Look at this", "This one?"]);
});

test("a file of another kind is only mentioned", () => {
  const talk = talkWith({ unreadable: "fail" });
  talk.play("Hi", { answer: { text: "Hello" } }, message("f1", { kind: "video", url: "/files/c" }));
  expect(asked(talk)?.messages.at(-1)).toEqual({ role: "user", content: "[video]" });
  expect(asked(talk)?.needsMedia).toBe(true);
});
