import type { ContentButton } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { richChannel } from "../chat/rich-channel.ts";
import { fitCards } from "./fit-cards.ts";

test("a card with more buttons than fit goes on in another card, in the same row", () => {
  const buttons = (from: number, to: number): ContentButton[] =>
    Array.from({ length: to - from }, (_, index) => ({
      type: "postback",
      label: `Button ${from + index}`,
      payload: `p${from + index}`,
    }));
  const card = (title: string, from: number, to: number) => ({
    title,
    imageUrl: "https://a.example/a.jpg",
    buttons: buttons(from, to),
  });
  expect(fitCards([card("A", 0, 5), card("B", 5, 7)], richChannel, 1)).toEqual([
    { kind: "cards", cards: [card("A", 0, 3), card("A", 3, 5), card("B", 5, 7)] },
  ]);
});
