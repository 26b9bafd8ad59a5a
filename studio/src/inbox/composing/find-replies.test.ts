import { expect, test } from "vitest";
import { findReplies } from "./find-replies.ts";

const reply = (shortcut: string, text: string) => ({
  id: shortcut,
  shortcut,
  text,
  files: [],
  updatedAt: "2026-01-01T00:00:00.000Z",
});
const all = [
  reply("address", "We are in Huế"),
  reply("hello", "Good morning"),
  reply("hoàn-tiền", "Money comes back within hello days"),
];

test.each([
  ["", ["address", "hello", "hoàn-tiền"]],
  ["h", ["hello", "hoàn-tiền", "address"]],
  ["/hoan", ["hoàn-tiền"]],
  ["hello", ["hello", "hoàn-tiền"]],
  ["HUE", ["address"]],
  ["nothing", []],
])("%j finds %o", (typed, expected) => {
  expect(findReplies(all, typed).map((it) => it.shortcut)).toEqual(expected);
});
