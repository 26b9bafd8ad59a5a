import mongoose from "mongoose";
import { expect, test } from "vitest";
import { withCalledName } from "./called-name.ts";
import { firstContactRecord } from "./first-contact-record.ts";
import { inventedName } from "./invented-name.ts";

const id = new mongoose.Types.ObjectId().toHexString();
const invented = inventedName(id, "en");
const visitor = firstContactRecord(
  {
    contactId: id,
    workspaceId: new mongoose.Types.ObjectId(),
    profile: { name: invented },
    channelId: "1",
    address: "2",
  },
  0,
);
type Change = Partial<Pick<typeof visitor, "name" | "firstName" | "lastName" | "email" | "phone">>;

/** Gives the contact's name after one change and another. */
function called(...changes: readonly Change[]): string {
  let contact = visitor;
  for (const change of changes) {
    contact = withCalledName(contact, { ...contact, ...change });
  }
  return contact.name;
}

test.each([
  [[{}], invented],
  [[{ email: "kim@example.com" }], "kim@example.com"],
  [[{ phone: "+49 30 1" }], "+49 30 1"],
  [[{ phone: "+49 30 1" }, { email: "kim@example.com" }], "kim@example.com"],
  [[{ email: "kim@example.com" }, { firstName: "Kim" }, { lastName: "Park" }], "Kim Park"],
  [[{ email: "a@example.com" }, { email: "b@example.com" }], "b@example.com"],
  [[{ name: "Kim" }, { email: "kim@example.com" }], "Kim"],
  [[{ name: "Kim" }, { firstName: "Kimberly" }], "Kim"],
  [[{ email: "kim@example.com" }, { name: "Kim" }, { name: "" }], "kim@example.com"],
] as const)("after %j the contact is called %s", (changes, name) => {
  expect(called(...changes)).toBe(name);
});

test("an invented name is the same each time, and in each language", () => {
  expect(inventedName(id, "en")).toBe(invented);
  expect(invented).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
  expect(inventedName(id, "vi")).not.toBe(invented);
});

test("few of a hundred visitors share an invented name", () => {
  const names = new Set(
    Array.from({ length: 100 }, (_, index) => inventedName(`visitor ${index}`, "en")),
  );
  expect(names.size).toBeGreaterThan(85);
});
