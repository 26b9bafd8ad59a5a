import Type, { type Static } from "typebox";
import { Contact } from "./contacts.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

const contactParams = Type.Object({ contactId: Id });
const common = { tag: "Contacts", access: "agent" } as const;

/** A value of which only one remains. */
const Conflict = Exact({
  /** `name`, or `fields.` and the key of a custom field. */
  name: Type.String(),
  kept: Type.Unknown(),
  other: Type.Unknown(),
});

/** The result that a merge would have. */
export const MergePreview = Exact({
  merged: Contact,
  other: Contact,
  /** Values that both have, and that differ. */
  conflicts: Type.Array(Conflict),
});
export type MergePreview = Static<typeof MergePreview>;

/** A merge of two contacts. */
export const ContactMerge = Exact({
  id: Id,
  keptId: Id,
  absorbedId: Id,
  absorbedName: Type.String(),
  cause: Type.Enum(["member", "email", "phone", "identity", "link"], { type: "string" }),
  by: Type.String(),
  state: Type.Enum(["merging", "merged", "undoing", "undone"], { type: "string" }),
  at: Moment,
});
export type ContactMerge = Static<typeof ContactMerge>;

const Take = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 300, uniqueItems: true });

export const listDuplicates = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/contacts/:contactId/duplicates",
  summary: "List contacts that may be the same person: with the same e-mail or phone number",
  params: contactParams,
  reply: Exact({ items: Type.Array(Contact) }),
});
export const previewMerge = defineRoute({
  ...common,
  method: "get",
  path: "/contacts/:contactId/merge-preview",
  summary: "Tell what remains if another contact is merged into this one",
  params: contactParams,
  query: Type.Object({ otherId: Id }),
  reply: MergePreview,
  errors: ["merge.same", "merge.sample"],
});
/** Merges another contact into this one: its conversations, addresses, tags and fields. Can be undone. */
export const mergeContact = defineRoute({
  ...common,
  method: "post",
  path: "/contacts/:contactId/merge",
  audit: "contact.merged",
  summary: "Merge another contact into this one",
  params: contactParams,
  /** `take`: the names of values that the other contact gives although this one has its own. */
  body: Exact({ otherId: Id, take: Take }),
  reply: ContactMerge,
  errors: ["merge.same", "merge.sample"],
});
export const listMerges = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/contacts/:contactId/merges",
  summary: "List the contacts that were merged into this one",
  params: contactParams,
  reply: Exact({ items: Type.Array(ContactMerge) }),
});
export const undoMerge = defineRoute({
  ...common,
  method: "post",
  path: "/contact-merges/:mergeId/undo",
  audit: "contact.unmerged",
  summary: "Undo a merge: both contacts are there again",
  params: Type.Object({ mergeId: Id }),
  reply: ContactMerge,
  errors: ["merge.not-newest"],
});
