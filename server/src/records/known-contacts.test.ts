import mongoose from "mongoose";
import { beforeEach, expect, test } from "vitest";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { firstContactRecord } from "../domain/first-contact-record.ts";
import { createKnownContacts, type KnownContacts } from "./known-contacts.ts";

let solitude: number | undefined;
let reads: number;
let stored: ContactDoc;
let known: KnownContacts;
beforeEach(() => {
  solitude = 1;
  reads = 0;
  stored = contactNamed("Ada");
  known = createKnownContacts(() => solitude);
});

function contactNamed(name: string): ContactDoc {
  const workspaceId = new mongoose.Types.ObjectId();
  const known = { contactId: "ada", workspaceId, profile: { name }, channelId: "c", address: "a" };
  return firstContactRecord(known, 1);
}

async function read(): Promise<ContactDoc> {
  reads += 1;
  return stored;
}

test("a contact is read once as long as nobody changes it", async () => {
  await known.of("ada", read);
  expect(await known.of("ada", read)).toBe(stored);
  expect(reads).toBe(1);
  await known.changing("ada", async () => {
    stored = contactNamed("Ada Lovelace");
  });
  expect((await known.of("ada", read))?.name).toBe("Ada Lovelace");
  expect(reads).toBe(2);
});

test("in company, and after it, a contact is read again", async () => {
  await known.of("ada", read);
  solitude = undefined;
  await known.of("ada", read);
  await known.of("ada", read);
  expect(reads).toBe(3);
  solitude = 2;
  await known.of("ada", read);
  expect(reads).toBe(4);
});

test("what was read while a change was under way is not kept", async () => {
  let finish = () => {};
  const change = known.changing("ada", () => new Promise((resolve) => (finish = resolve)));
  await known.of("ada", read);
  finish();
  await change;
  await known.of("ada", read);
  expect(reads).toBe(2);

  let answer: (contact: ContactDoc) => void = () => {};
  const slow = known.of("bo", () => new Promise((resolve) => (answer = resolve)));
  await known.changing("bo", async () => {});
  answer(stored);
  await slow;
  await known.of("bo", read);
  expect(reads).toBe(3);
});
