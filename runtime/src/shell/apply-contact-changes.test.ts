import { expect, test } from "vitest";
import { testContext } from "../chat/chat.ts";
import { applyContactChanges } from "./apply-contact-changes.ts";

const { contact } = testContext();

test("a cleared field is gone, a cleared built-in field is empty", () => {
  const known = { ...contact, email: "ada@example.org", fields: { city: "Paris", age: 3 } };
  const after = applyContactChanges(known, [
    { action: "clearField", name: "city" },
    { action: "clearField", name: "email" },
  ]);
  expect(after.contact.fields).toEqual({ age: 3 });
  expect(after.contact.email).toBe("");
  expect(after.news.map(({ name }) => name)).toEqual(["city", "email"]);
});

test("what is no country stays in the custom field of that name, and clearing clears both", () => {
  const set = (value: string) => ({ action: "setField", name: "country", value }) as const;
  const own = applyContactChanges(contact, [set("vn")]).contact;
  expect(own).toMatchObject({ country: "VN", fields: contact.fields });
  const custom = applyContactChanges(own, [set("Vietnam")]).contact;
  expect(custom).toMatchObject({ country: "", fields: { country: "Vietnam" } });
  const cleared = applyContactChanges(custom, [{ action: "clearField", name: "country" }]);
  expect(cleared.contact.fields).not.toHaveProperty("country");
});

test("a change that changes nothing is no news and no new record", () => {
  const known = { ...contact, tags: ["vip"], fields: { city: "Paris" } };
  const after = applyContactChanges(known, [
    { action: "addTag", name: "vip" },
    { action: "removeTag", name: "new" },
    { action: "setField", name: "city", value: "Paris" },
    { action: "clearField", name: "age" },
    { action: "optOut" },
  ]);
  expect(after).toEqual({ contact: known, news: [] });
  expect(after.contact).toBe(known);
});

test("names that every object has are ordinary field names", () => {
  const after = applyContactChanges(contact, [{ action: "clearField", name: "toString" }]);
  expect(after.news).toEqual([]);
});
