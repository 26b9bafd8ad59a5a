import { recordFacts } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { ChannelAccount } from "./channels.ts";
import { DeskType } from "./desks.ts";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

/** A kind of CRM; `settings` is the JSON Schema its form is drawn from. */
export const CrmType = Exact({
  ...DeskType.properties,
  /** Whether it tells its changes and lists its fields, takes notes, and has lists. */
  reads: Type.Boolean(),
  takesNotes: Type.Boolean(),
  hasLists: Type.Boolean(),
});
export type CrmType = Static<typeof CrmType>;

/** The built-in fields of contacts that can be kept in step. */
export const crmFacts = recordFacts;

const FieldName = Type.String({ minLength: 1, maxLength: 120, pattern: "^\\S+$" });

/** A pair of fields. */
const FieldPair = Exact({
  /** A built-in field, or `field:` and the key of an own one. */
  ours: FieldName,
  /** The CRM's name of the field. */
  theirs: FieldName,
  direction: Type.Enum(["both", "in", "out"], { type: "string" }),
});

/** How contacts are exchanged with a CRM. */
export const CrmRules = Exact({
  enabled: Type.Boolean(),
  fields: Type.Array(FieldPair, { maxItems: 50 }),
  /** Makes contacts here of those that only the CRM has, and the other way round. */
  createHere: Type.Boolean(),
  createThere: Type.Boolean(),
  /** Writes finished conversations into the CRM as notes. */
  notes: Type.Boolean(),
  /** Members of these lists have the tag. */
  lists: Type.Array(
    Exact({
      id: Type.String({ minLength: 1, maxLength: 64 }),
      name: Type.String({ maxLength: 200 }),
      tag: Type.String({ minLength: 1, maxLength: 64, pattern: "\\S" }),
    }),
    { maxItems: 20 },
  ),
});
export type CrmRules = Static<typeof CrmRules>;

/** The exchange with a CRM as it stands. */
export const CrmExchange = Exact({
  rules: CrmRules,
  /** Contacts that are known on both sides. */
  linked: Type.Integer(),
  /** Contacts and notes that the CRM refused. */
  failed: Type.Integer(),
  lastRunAt: Optional(Moment),
  /** Why the last run ended early, and when the next one is due. */
  problem: Optional(Reason),
  nextRunAt: Optional(Moment),
});
export type CrmExchange = Static<typeof CrmExchange>;

/** A contact or note that the CRM refused. */
export const CrmFailure = Exact({
  id: Type.String(),
  kind: Type.Enum(["contact", "note"], { type: "string" }),
  contactId: Id,
  contactName: Type.String(),
  problem: Reason,
  at: Moment,
});
export type CrmFailure = Static<typeof CrmFailure>;

/** The action that the exchange would take for a contact. */
export const CrmPreview = Exact({
  contactId: Id,
  name: Type.String(),
  /** `skip`: it has neither e-mail nor phone, or may not be created there. */
  outcome: Type.Enum(["create", "update", "same", "skip"], { type: "string" }),
  values: Type.Array(
    Exact({ ours: FieldName, theirs: FieldName, here: Type.String(), there: Type.String() }),
  ),
});
export type CrmPreview = Static<typeof CrmPreview>;

const tag = "CRM";
const params = Type.Object({ connectionId: Id });
const unavailable = ["crm.unavailable"];

export const listCrmTypes = defineRoute({
  method: "get",
  path: "/crm-types",
  tag,
  access: "viewer",
  permission: "workspace.read",
  summary: "List the kinds of CRM",
  reply: Exact({ items: Type.Array(CrmType) }),
});
/** Connect one with `POST /channels` and its type. The other routes of channels take its id. */
export const listCrmConnections = defineRoute({
  method: "get",
  path: "/crm-connections",
  tag,
  access: "viewer",
  permission: "workspace.read",
  summary: "List connected CRMs",
  reply: Exact({ items: Type.Array(ChannelAccount) }),
});
export const readCrmExchange = defineRoute({
  method: "get",
  path: "/crm-connections/:connectionId/exchange",
  tag,
  access: "editor",
  summary: "Read how contacts are exchanged with a CRM, and how it stands",
  params,
  reply: CrmExchange,
});
export const changeCrmExchange = defineRoute({
  method: "put",
  path: "/crm-connections/:connectionId/exchange",
  tag,
  access: "admin",
  audit: "channel.exchangeChanged",
  summary: "Change how contacts are exchanged with a CRM",
  params,
  body: CrmRules,
  reply: CrmExchange,
  errors: ["crm.field", "crm.not-able"],
});
/** A contact in a CRM. */
export const CrmLink = Exact({
  connectionId: Id,
  name: Type.String(),
  type: Type.String(),
  /** The page of the contact there; absent where its address is not known. */
  url: Optional(Type.String()),
});
export type CrmLink = Static<typeof CrmLink>;

export const listCrmLinks = defineRoute({
  method: "get",
  path: "/contacts/:contactId/crm",
  tag,
  access: "viewer",
  permission: "contacts.read",
  summary: "List the CRMs that have a contact",
  params: Type.Object({ contactId: Id }),
  reply: Exact({ items: Type.Array(CrmLink) }),
});
export const listCrmFields = defineRoute({
  method: "get",
  path: "/crm-connections/:connectionId/fields",
  tag,
  access: "editor",
  summary: "List the fields and lists of a CRM, as far as it tells them",
  params,
  reply: Exact({
    fields: Type.Array(
      Exact({ name: Type.String(), label: Type.String(), readOnly: Type.Boolean() }),
    ),
    lists: Type.Array(Exact({ id: Type.String(), name: Type.String() })),
  }),
  errors: unavailable,
});
export const previewCrmExchange = defineRoute({
  method: "post",
  path: "/crm-connections/:connectionId/preview",
  tag,
  access: "editor",
  audit: { none: "It changes nothing" },
  summary: "Show what an exchange would do with three contacts; nothing is changed",
  params,
  body: CrmRules,
  reply: Exact({ items: Type.Array(CrmPreview) }),
  errors: [...unavailable, "crm.field", "crm.not-able"],
});
export const listCrmFailures = defineRoute({
  method: "get",
  path: "/crm-connections/:connectionId/failures",
  tag,
  access: "editor",
  summary: "List the newest 100 contacts and notes that a CRM refused",
  params,
  reply: Exact({ items: Type.Array(CrmFailure) }),
});
export const resendCrmFailures = defineRoute({
  method: "post",
  path: "/crm-connections/:connectionId/resend",
  tag,
  access: "editor",
  audit: "channel.exchangeRetried",
  summary: "Send what a CRM refused again",
  params,
  reply: Exact({ count: Type.Integer() }),
});
