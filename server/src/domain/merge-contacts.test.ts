import mongoose from "mongoose";
import { expect, test } from "vitest";
import type { ContactDoc } from "./contact-doc.ts";
import { mergeContacts, unmergeContacts } from "./merge-contacts.ts";
import { newContact } from "./new-contact.ts";

const workspaceId = new mongoose.Types.ObjectId();
const contact = (_id: string, known: Partial<ContactDoc>) =>
  newContact({ _id, workspaceId, ...known }, 1_000);
const given = { state: "given", at: 10 } as const;
const withdrawn = { state: "withdrawn", at: 20 } as const;
const kept = contact("a", {
  name: "Ana",
  email: "ana@example.org",
  tags: ["vip"],
  fields: { city: "Huế" },
  optedIn: true,
  consent: { "marketing:all": given },
  identities: [{ channelId: "web", address: "1" }],
});
const other = contact("b", {
  name: "Ana Trần",
  phone: "+84912345678",
  tags: ["vip", "shop"],
  fields: { city: "Hà Nội", size: "M" },
  consent: { "marketing:all": withdrawn },
  identities: [{ channelId: "wa", address: "84912345678" }],
  lastSeenAt: 5_000,
  createdAt: 500,
});

test("what is known wins over what is empty, and nothing is lost", () => {
  expect(mergeContacts(kept, other, [])).toMatchObject({
    _id: "a",
    name: "Ana",
    email: "ana@example.org",
    phone: "+84912345678",
    tags: ["vip", "shop"],
    fields: { city: "Huế", size: "M" },
    identities: [
      { channelId: "web", address: "1" },
      { channelId: "wa", address: "84912345678" },
    ],
    mergedIds: ["b"],
    lastSeenAt: 5_000,
    createdAt: 500,
  });
});

test("a member may take values of the other one", () => {
  const merged = mergeContacts(kept, other, ["name", "fields.city", "email"]);
  expect(merged).toMatchObject({ name: "Ana Trần", email: "ana@example.org" });
  expect(merged.fields.city).toBe("Hà Nội");
});

test("the newest consent counts, and who was blocked stays blocked", () => {
  const merged = mergeContacts(kept, { ...other, blocked: true }, []);
  expect(merged.consent).toEqual({ "marketing:all": withdrawn });
  expect(merged).toMatchObject({ optedIn: false, blocked: true });
});

test("merging twice is the same as once", () => {
  const once = mergeContacts(kept, other, ["name"]);
  expect(mergeContacts(once, other, ["name"])).toEqual(once);
});

test("a merge that is undone gives both contacts as they were", () => {
  const merged = mergeContacts(kept, other, ["name"]);
  const undone = unmergeContacts(merged, { kept, absorbed: other, take: ["name"] });
  expect(undone.absorbed).toEqual(other);
  const { lastSeenAt: _, applied: __, blocked: ___, mergedIds, ...rest } = undone.kept;
  expect(mergedIds).toEqual([]);
  expect(kept).toMatchObject(rest);
});

test("what changed since stays with the kept one, and consent since then counts for both", () => {
  const merged = mergeContacts(kept, other, []);
  const mark = { state: "withdrawn", at: 30 } as const;
  const later: ContactDoc = {
    ...merged,
    phone: "+84900000000",
    tags: [...merged.tags, "new"],
    fields: { ...merged.fields, size: "L" },
    consent: { ...merged.consent, "marketing:wa": mark },
    optedIn: false,
  };
  const undone = unmergeContacts(later, { kept, absorbed: other, take: [] });
  expect(undone.kept).toMatchObject({
    phone: "+84900000000",
    tags: ["vip", "new"],
    optedIn: false,
  });
  expect(undone.kept.fields).toEqual({ city: "Huế", size: "L" });
  expect(undone.kept.consent).toEqual({ "marketing:all": given, "marketing:wa": mark });
  expect(undone.absorbed.consent).toEqual({ "marketing:all": withdrawn, "marketing:wa": mark });
});
