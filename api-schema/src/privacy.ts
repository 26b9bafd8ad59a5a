import Type, { type Static } from "typebox";
import { Job } from "./jobs.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Page, pageQuery } from "./shapes.ts";

const days = (minimum: number) => Optional(Type.Integer({ minimum, maximum: 3_650 }));

/** After how many days data is deleted. Absent: never. */
export const RetentionRules = Exact({
  /** Messages with their files, and the bot's records of turns. */
  messages: days(1),
  /** Files that contacts sent; their messages stay. */
  files: days(1),
  /** Webhook deliveries, alerts, failed messages and calls of AI. */
  logs: days(1),
  /** Contacts who wrote nothing for so long, with everything about them. */
  contacts: days(30),
  /** Entries of the audit log. */
  audit: days(30),
});
export type RetentionRules = Static<typeof RetentionRules>;

/** How many documents of each kind the rules would delete now. */
const RetentionPreview = Exact({
  messages: Type.Integer(),
  files: Type.Integer(),
  logs: Type.Integer(),
  contacts: Type.Integer(),
  audit: Type.Integer(),
});

/** The certificate of an erasure. It names nobody. */
export const Erasure = Exact({
  id: Id,
  /** HMAC-SHA-256 of the contact's id, made with a key that follows from SECRET_KEY. */
  contactHash: Type.String(),
  by: Type.String(),
  startedAt: Moment,
  endedAt: Moment,
  erased: Type.Record(Type.String(), Type.Integer()),
  kept: Type.Array(Exact({ collection: Type.String(), why: Type.String() })),
});
export type Erasure = Static<typeof Erasure>;

export const readRetention = defineRoute({
  method: "get",
  path: "/privacy/retention",
  tag: "Privacy",
  access: "admin",
  summary: "Read the retention rules",
  reply: RetentionRules,
});
export const saveRetention = defineRoute({
  method: "put",
  path: "/privacy/retention",
  tag: "Privacy",
  access: "owner",
  audit: "privacy.changed",
  summary: "Set the retention rules; they run every day",
  body: RetentionRules,
  reply: RetentionRules,
});
export const previewRetention = defineRoute({
  method: "post",
  path: "/privacy/retention/preview",
  tag: "Privacy",
  access: "admin",
  audit: { none: "It changes nothing" },
  summary: "Count what retention rules would delete now",
  body: RetentionRules,
  reply: RetentionPreview,
});
export const listErasures = defineRoute({
  method: "get",
  path: "/privacy/erasures",
  tag: "Privacy",
  access: "admin",
  summary: "List the certificates of erased contacts, newest first",
  query: Type.Object(pageQuery),
  reply: Page(Erasure),
});
export const packContact = defineRoute({
  method: "post",
  path: "/contacts/:contactId/archive",
  tag: "Privacy",
  access: "admin",
  permission: "contacts.export",
  audit: "contact.packed",
  summary: "Put everything that is stored about a contact into a zip file, as a job",
  params: Type.Object({ contactId: Id }),
  reply: Job,
});
export const downloadArchive = defineRoute({
  method: "get",
  path: "/contact-archives/:jobId",
  tag: "Privacy",
  access: "admin",
  permission: "contacts.export",
  audit: "contact.downloaded",
  summary: "Download the zip file of a finished job; it is kept for a day",
  params: Type.Object({ jobId: Id }),
  reply: Exact({}),
});
