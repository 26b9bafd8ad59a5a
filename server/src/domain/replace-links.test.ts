import type { MessageContent } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { replaceLinks } from "./replace-links.ts";

const short = (url: string) => `[${url}]`;
const shortened = (content: MessageContent) => replaceLinks(content, short);

test.each([
  ["See https://shop.example/a?b=1.", "See [https://shop.example/a?b=1]."],
  [
    "(https://a.example) and http://b.example/x!",
    "([https://a.example]) and [http://b.example/x]!",
  ],
  ["Xem https://vi.dụ/đường nhé", "Xem [https://vi.dụ/đường] nhé"],
  ["no link, ftp://x.example, www.example", "no link, ftp://x.example, www.example"],
])("in %s", (text, expected) => {
  expect(shortened({ kind: "text", text })).toEqual({ kind: "text", text: expected });
});

test("behind buttons, on cards and in captions, but not in addresses of pictures", () => {
  const url = { type: "url", label: "Open", url: "https://shop.example" } as const;
  const reply = { type: "postback", label: "Yes", payload: "https://not.example" } as const;
  expect(shortened({ kind: "buttons", text: "Go", buttons: [url, reply] })).toEqual({
    kind: "buttons",
    text: "Go",
    buttons: [{ ...url, url: "[https://shop.example]" }, reply],
  });
  const card = { title: "T", imageUrl: "https://img.example/1.png", buttons: [url] };
  expect(shortened({ kind: "cards", cards: [card] })).toEqual({
    kind: "cards",
    cards: [{ ...card, buttons: [{ ...url, url: "[https://shop.example]" }] }],
  });
  expect(
    shortened({ kind: "image", url: "https://img.example/1.png", caption: "https://a.example" }),
  ).toEqual({ kind: "image", url: "https://img.example/1.png", caption: "[https://a.example]" });
});
