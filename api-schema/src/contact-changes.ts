import { Condition } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Consent } from "./contacts.ts";
import { Job } from "./jobs.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, FreeJson, Id } from "./shapes.ts";

const TagKey = Type.String({ minLength: 1, maxLength: 64, pattern: "\\S" });

/** The contacts of a bulk action: given ones, those of a condition, or those that the list finds. */
export const ContactSelection = Type.Union([
  Exact({ contactIds: Type.Array(Id, { minItems: 1, maxItems: 5_000, uniqueItems: true }) }),
  Exact({ condition: Condition }),
  /** The search and tag of the contact list; without both: all contacts. */
  Exact({
    listed: Exact({
      search: Optional(Type.String({ maxLength: 200 })),
      tag: Optional(Type.String({ maxLength: 64 })),
    }),
  }),
]);
export type ContactSelection = Static<typeof ContactSelection>;

const { channelId, purpose, state } = Consent.properties;

/** An action on many contacts. */
export const ContactAction = Type.Union([
  Exact({ type: Type.Literal("addTag"), tag: TagKey }),
  Exact({ type: Type.Literal("removeTag"), tag: TagKey }),
  /** A defined field, `language`, `country` or `timeZone`; null clears it. */
  Exact({
    type: Type.Literal("setField"),
    field: Type.String({ minLength: 1, maxLength: 64 }),
    value: FreeJson,
  }),
  /** Starts a flow in the conversation in which each contact can be reached. Marketing reaches only who agreed to it. */
  Exact({ type: Type.Literal("startFlow"), flowId: Id, marketing: Type.Boolean() }),
  Exact({
    type: Type.Literal("consent"),
    channelId,
    purpose,
    state,
    /** How it came about. */
    source: Type.Enum(["agent", "form", "import", "platform"], { type: "string" }),
    /** The words that the contacts read or signed; needed for consent that was given. */
    wording: Type.String({ maxLength: 2_000 }),
  }),
  Exact({ type: Type.Literal("block") }),
  Exact({ type: Type.Literal("unblock") }),
]);
export type ContactAction = Static<typeof ContactAction>;

/** A bulk action that was begun. */
export const ContactBulkChange = Exact({
  /** The id of its job. */
  id: Id,
  /** Absent: the contacts are deleted. */
  action: Optional(ContactAction),
  job: Job,
  /** The job that takes it back. */
  undo: Optional(Job),
  /** Whether it can be taken back now. */
  undoable: Type.Boolean(),
});
export type ContactBulkChange = Static<typeof ContactBulkChange>;

const common = { tag: "Contacts", access: "editor" } as const;
const selectionErrors = ["segment.condition-invalid"];

export const listContactChanges = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/contact-changes",
  summary: "List the newest 20 bulk actions on contacts",
  reply: Exact({ items: Type.Array(ContactBulkChange) }),
});
export const countSelection = defineRoute({
  ...common,
  access: "viewer",
  method: "post",
  path: "/contact-changes/count",
  audit: { none: "It changes nothing" },
  summary: "Count the contacts of a selection; `complete` is false where counting stopped early",
  body: Exact({ selection: ContactSelection }),
  reply: Exact({ count: Type.Integer(), complete: Type.Boolean() }),
  errors: selectionErrors,
});
export const changeContacts = defineRoute({
  ...common,
  method: "post",
  path: "/contact-changes",
  audit: "contact.manyChanged",
  summary: "Do something with many contacts, as a job",
  body: Exact({ selection: ContactSelection, action: ContactAction }),
  reply: ContactBulkChange,
  errors: [
    ...selectionErrors,
    "contact-change.field",
    "contact-change.flow",
    "contact-change.channel",
    "contact-change.wording",
    "contact.field-wrong-type",
    "contact.field-too-large",
  ],
});
export const eraseContacts = defineRoute({
  ...common,
  access: "admin",
  method: "post",
  path: "/contact-changes/erase",
  audit: "contact.manyErased",
  summary: "Erase many contacts and everything that is stored about them, as a job",
  body: Exact({ selection: ContactSelection }),
  reply: ContactBulkChange,
  errors: selectionErrors,
});
/** Takes a change of tags, fields or blocking back, for 24 hours, where nobody changed the value since. */
export const undoContactChange = defineRoute({
  ...common,
  method: "post",
  path: "/contact-changes/:jobId/undo",
  audit: "contact.changeUndone",
  summary: "Take a bulk action back",
  params: Type.Object({ jobId: Id }),
  reply: ContactBulkChange,
  errors: ["contact-change.not-undoable"],
});
