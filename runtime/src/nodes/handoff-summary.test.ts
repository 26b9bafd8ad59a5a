import { expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import { drawFlow } from "../testing/draw-flow.ts";

const summed = () =>
  new Chat(
    drawFlow(
      {
        people: [
          "handoff",
          {
            assignTo: "anyone",
            text: "A colleague comes.",
            note: "From the shop",
            summarise: true,
          },
        ],
      },
      [],
    ),
  );
const notes = (chat: Chat) =>
  chat.effects.flatMap((it) => (it.type === "handOff" ? [it.note] : []));

test("a model sums the talk up before people get it; the contact hears at once", () => {
  const chat = summed();
  chat.play("hi");
  expect(chat.lines.slice(-2)).toEqual(["bot: A colleague comes.", "→ callLlm"]);
  expect(notes(chat)).toEqual([]);
  chat.play({ answer: { text: " Wants a refund. Angry. " } });
  expect(notes(chat)).toEqual(["From the shop\n\nWants a refund. Angry."]);
  expect(chat.lines.filter((it) => it === "bot: A colleague comes.")).toHaveLength(1);
});

test("people get the conversation although no model answers, or says nothing that can be used", () => {
  for (const happening of [
    { failure: "llm.not-set-up" },
    { answer: { text: 5 } },
    { answer: null },
  ]) {
    const chat = summed();
    chat.play("hi", happening);
    expect(notes(chat)).toEqual(["From the shop"]);
    chat.handBack();
    expect(chat.run).toBeUndefined();
  }
});
