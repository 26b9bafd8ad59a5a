import { expect, test } from "vitest";
import { keyOfTitle, readFieldValue } from "./contact-field.ts";

const shape = (type: Parameters<typeof readFieldValue>[0]["type"]) => ({
  type,
  choices: ["Gold", "Silver"],
});

test.each([
  ["text", 12, { value: "12" }],
  ["text", { a: 1 }, { value: { a: 1 } }],
  ["number", " 3.5 ", { value: 3.5 }],
  ["number", "3 apples", { expected: "a number" }],
  ["number", "", { value: "" }],
  ["boolean", "yes", { value: true }],
  ["boolean", "perhaps", { expected: "yes or no" }],
  ["date", "2026-11-30", { value: "2026-11-30" }],
  ["date", "2026-13-01", { expected: "a date such as 2026-11-30" }],
  ["date", "30/11/2026", { expected: "a date such as 2026-11-30" }],
  ["choice", "gold", { value: "Gold" }],
  ["choice", "Bronze", { expected: "one of: Gold, Silver" }],
  ["list", "a, b;c", { value: ["a", "b", "c"] }],
  ["list", [1], { expected: "a list of texts" }],
] as const)("a %s field reads %j", (type, value, reading) => {
  expect(readFieldValue(shape(type), value)).toEqual(reading);
});

test.each([
  ["Năm sinh", "nam_sinh"],
  ["2nd address", "f_2nd_address"],
  ["Địa chỉ!", "dia_chi"],
  ["生日", ""],
])("the key of %s is %j", (title, key) => {
  expect(keyOfTitle(title)).toBe(key);
});
