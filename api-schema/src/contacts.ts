import { contactLimits } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Email, Exact, FreeJson, FreeObject, Id, Moment, Page, pageQuery } from "./shapes.ts";

/** The facts about a contact that every view of one has. */
export const contactFacts = {
  id: Id,
  name: Type.String(),
  email: Type.String(),
  phone: Type.String(),
  language: Type.String(),
  /** ISO 3166-1 alpha-2; empty if unknown. */
  country: Type.String(),
  /** An IANA name; empty if unknown. */
  timeZone: Type.String(),
  tags: Type.Array(Type.String()),
  fields: Type.Record(Type.String(), Type.Unknown()),
  optedIn: Type.Boolean(),
  blocked: Type.Boolean(),
  createdAt: Moment,
};

/** A person, with addresses on channels. */
export const Contact = Exact({
  ...contactFacts,
  firstName: Type.String(),
  lastName: Type.String(),
  identities: Type.Array(Exact({ channelId: Id, address: Type.String() })),
  updatedAt: Moment,
});
export type Contact = Static<typeof Contact>;

const contactParams = Type.Object({ contactId: Id });
export const listContacts = defineRoute({
  method: "get",
  path: "/contacts",
  tag: "Contacts",
  access: "viewer",
  summary: "List contacts",
  query: Type.Object({
    ...pageQuery,
    search: Optional(Type.String({ maxLength: 200 })),
    tag: Optional(Type.String({ maxLength: 64 })),
  }),
  reply: Page(Contact),
});
export const readContact = defineRoute({
  method: "get",
  path: "/contacts/:contactId",
  tag: "Contacts",
  access: "viewer",
  summary: "Read a contact",
  params: contactParams,
  reply: Contact,
});
export const readContactView = defineRoute({
  method: "get",
  path: "/contacts/:contactId/view",
  tag: "Contacts",
  access: "viewer",
  summary: "Read a contact as flows see it, with all that it did",
  params: contactParams,
  reply: Type.Object({ contact: Type.Unknown() }),
});
export const updateContact = defineRoute({
  method: "patch",
  path: "/contacts/:contactId",
  tag: "Contacts",
  access: "agent",
  audit: "contact.changed",
  summary: "Change a contact",
  params: contactParams,
  body: Exact({
    name: Optional(Type.String({ maxLength: 200 })),
    email: Optional(Type.Union([Email, Type.Literal("")])),
    phone: Optional(Type.String({ maxLength: 40 })),
    language: Optional(Type.String({ maxLength: 35 })),
    country: Optional(Type.String({ maxLength: 2 })),
    timeZone: Optional(Type.String({ maxLength: 64 })),
    tags: Optional(Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 100 })),
    fields: Optional(FreeObject(contactLimits.fields)),
    optedIn: Optional(Type.Boolean()),
    blocked: Optional(Type.Boolean()),
  }),
  reply: Contact,
});
/** Reports a named event about a contact: starts flows whose `trigger.event` waits for it. `key` makes repeating harmless. */
export const reportEvent = defineRoute({
  method: "post",
  path: "/events",
  tag: "Contacts",
  access: "editor",
  audit: { none: "Another system reports it; the contact's history shows it" },
  summary: "Report an event from another system",
  body: Exact({
    name: Type.String({ minLength: 1, maxLength: 120 }),
    contactId: Id,
    channelId: Optional(Id),
    properties: Optional(FreeObject(1_000)),
    key: Optional(Type.String({ minLength: 8, maxLength: 64 })),
  }),
  reply: Exact({ conversations: Type.Integer() }),
});
/** The callback address of a waiting node. A caller with the token may call it once. */
export const callBack = defineRoute({
  method: "post",
  path: "/callbacks/:token",
  tag: "Contacts",
  access: "public",
  audit: { none: "Another system calls it; the turn record shows it" },
  summary: "Continue a run that waits for this call",
  params: Type.Object({ token: Type.String({ minLength: 8, maxLength: 200 }) }),
  body: FreeJson,
  reply: Exact({}),
  errors: ["callback.unknown", "callback.expired", "callback.too-many"],
});

const ConsentFacts = {
  /** A channel's id, or `all`. */
  channelId: Type.String({ pattern: "^(all|[0-9a-f]{24})$" }),
  purpose: Type.Enum(["marketing", "service"], { type: "string" }),
  state: Type.Enum(["given", "declined", "withdrawn"], { type: "string" }),
};
/** An entry of the consent ledger. Entries are never changed. */
export const Consent = Exact({
  id: Type.String(),
  ...ConsentFacts,
  at: Moment,
  source: Type.Enum(["flow", "keyword", "import", "agent", "api", "platform", "form"], {
    type: "string",
  }),
  /** The words that the contact read or wrote. */
  wording: Type.String(),
  by: Type.String(),
});
export type Consent = Static<typeof Consent>;
export const listConsents = defineRoute({
  method: "get",
  path: "/contacts/:contactId/consents",
  tag: "Contacts",
  access: "viewer",
  summary: "Read a contact's consent ledger, the newest entry first",
  params: contactParams,
  reply: Exact({ items: Type.Array(Consent) }),
});
export const recordConsent = defineRoute({
  method: "post",
  path: "/contacts/:contactId/consents",
  tag: "Contacts",
  access: "agent",
  audit: "contact.consented",
  summary: "Record that a contact gave, declined or withdrew consent",
  params: contactParams,
  body: Exact({ ...ConsentFacts, wording: Optional(Type.String({ maxLength: 2_000 })) }),
  reply: Contact,
});
