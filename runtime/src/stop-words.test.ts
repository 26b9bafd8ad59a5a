import { describe, expect, test } from "vitest";
import { Chat, testContext } from "./chat/chat.ts";
import { drawFlow, says } from "./testing/draw-flow.ts";

const flow = drawFlow(
  {
    talk: ["trigger.any"],
    q: ["ask", { text: "Your name?", saveTo: "name" }],
    thanks: says("Thanks {{ name }}"),
    stop: ["trigger.keyword", { keywords: ["stop"], interrupts: true }],
    out: ["contact", { changes: [{ action: "optOut", name: "", value: "" }] }],
    bye: says("You will hear no more"),
    help: ["trigger.keyword", { keywords: ["help"], interrupts: true }],
    helped: says("Help"),
  },
  ["talk > q", "q > thanks", "stop > out", "out > bye", "help > helped"],
);

function withPeople(...said: readonly string[]): string[] {
  const conversation = new Chat(flow, { contact: { ...testContext().contact, optedIn: true } });
  conversation.play("hi");
  conversation.context = { ...conversation.context, withPeople: true };
  const before = conversation.lines.length;
  conversation.play(...said);
  conversation.context = { ...conversation.context, withPeople: false };
  return conversation.play("Ada").slice(before);
}

describe("while people have the conversation", () => {
  test("a stop word acts, and the question still waits", () => {
    expect(withPeople("Stop!")).toEqual([
      "contact: Stop!",
      "→ contact optOut",
      "bot: You will hear no more",
      "contact: Ada",
      "bot: Thanks Ada",
    ]);
  });

  test("no other word does", () => {
    expect(withPeople("help", "Bob")).toEqual([
      "contact: help",
      "contact: Bob",
      "contact: Ada",
      "bot: Thanks Ada",
    ]);
  });
});
