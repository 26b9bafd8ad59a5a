import { expect, test } from "vitest";
import { linkCodes, textWithCode } from "./link-codes.ts";

const base = { id: "e", account: undefined, at: 1, from: { id: "1" } };
const said = (text: string) =>
  linkCodes({ ...base, kind: "message", messageId: "m", content: { kind: "text", text } });

test("finds the code that a platform wrote into the message, and no other hashtag", () => {
  expect(said(textWithCode("Hello!", "clab23cd45"))).toEqual(["clab23cd45"]);
  expect(said("#CLAB23CD45 please")).toEqual(["clab23cd45"]);
  expect(said("#classroom #clab23cd4 #clab23cd456 clab23cd45")).toEqual([]);
});

test("finds the code that an event names, and looks for nothing else", () => {
  expect(linkCodes({ ...base, kind: "welcome", ref: " clab23cd45" })).toEqual(["clab23cd45"]);
  expect(linkCodes({ ...base, kind: "referral", ref: "summer-sale" })).toEqual([]);
  const comment = { kind: "text", text: "#clab23cd45" } as const;
  const event = { ...base, kind: "message", messageId: "m", content: comment } as const;
  expect(linkCodes({ ...event, comment: true })).toEqual([]);
});
