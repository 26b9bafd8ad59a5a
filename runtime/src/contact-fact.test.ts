import { expect, test } from "vitest";
import { contactValue, readContactFact } from "./contact-fact.ts";
import type { ContactView } from "./context.ts";

const contact: ContactView = {
  id: "c",
  name: "",
  firstName: "",
  lastName: "",
  email: "",
  phone: "",
  language: "",
  tags: [],
  optedIn: false,
  fields: { country: "Vietnam", email: "mine" },
};

test("a country of the record comes before the custom field, an empty one does not", () => {
  expect(contactValue({ ...contact, country: "VN" }, "country")).toBe("VN");
  expect(contactValue({ ...contact, country: "" }, "country")).toBe("Vietnam");
  expect(contactValue(contact, "country")).toBe("Vietnam");
  expect(contactValue(contact, "email")).toBe("");
});

test.each([
  ["country", " vn ", "VN"],
  ["country", "Vietnam", undefined],
  ["country", "ZZ", undefined],
  ["country", 84, undefined],
  ["timeZone", "Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"],
  ["timeZone", "+07:00", undefined],
  ["timeZone", "", undefined],
] as const)("reads %s %s as %s", (fact, given, read) => {
  expect(readContactFact(fact, given)).toBe(read);
});
