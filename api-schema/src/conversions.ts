import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Name, Nothing, Page, pageQuery } from "./shapes.ts";

/** Which contacts' conversions may be sent: of those who agreed to marketing, or of all who did not refuse it. */
export const conversionConsents = ["given", "notRefused"] as const;
/** Where the value of a conversion comes from: nowhere, the worth of the Goal step, or the rule. */
export const conversionValues = ["none", "goal", "fixed"] as const;
/** The states of a conversion event. `skipped`: the contact's consent or data do not allow it. */
export const conversionStates = ["pending", "sent", "skipped", "failed"] as const;
/** The events that Meta accepts for conversations with click ids and page-scoped ids. Others are reported as a chat. */
export const messagingEvents = [
  "Purchase",
  "LeadSubmitted",
  "QualifiedLead",
  "InitiateCheckout",
  "AddToCart",
  "ViewContent",
  "OrderCreated",
  "OrderShipped",
  "OrderDelivered",
  "OrderCanceled",
  "OrderReturned",
  "CartAbandoned",
  "RatingProvided",
  "ReviewProvided",
] as const;

const Choice = <T extends string>(values: readonly T[]) =>
  Type.Enum([...values], { type: "string" });

/** The event that a goal is told as. */
export const ConversionRule = Exact({
  /** The name of the Goal step. */
  goal: Type.String({ minLength: 1, maxLength: 200 }),
  event: Type.String({ pattern: "^[A-Za-z0-9_ ]{1,50}$" }),
  value: Choice(conversionValues),
  amount: Optional(Type.Number({ minimum: 0, maximum: 1_000_000_000_000 })),
  /** ISO 4217. */
  currency: Optional(Type.String({ pattern: "^[A-Z]{3}$" })),
});
export type ConversionRule = Static<typeof ConversionRule>;

const fields = {
  name: Name,
  /** The id of the dataset or pixel in Meta's Events Manager. */
  datasetId: Type.String({ pattern: "^\\d{5,20}$" }),
  rules: Type.Array(ConversionRule, { maxItems: 50 }),
  consent: Choice(conversionConsents),
  /** Test mode: every event carries this code and appears under Test events. Empty: off. */
  testCode: Type.String({ maxLength: 50, pattern: "^[A-Za-z0-9_]*$" }),
  enabled: Type.Boolean(),
  apiVersion: Type.String({ pattern: "^v\\d{1,3}\\.\\d$" }),
  apiBaseUrl: Type.String({ minLength: 1, maxLength: 500, pattern: "^https?://" }),
};
const AccessToken = Type.String({ minLength: 1, maxLength: 4_000 });

/** A dataset of Meta that is told which goals contacts reach. */
export const ConversionDataset = Exact({
  id: Id,
  ...fields,
  /** Why Meta refuses the dataset or its token. */
  problem: Optional(Reason),
  createdAt: Moment,
});
export type ConversionDataset = Static<typeof ConversionDataset>;

/** One goal of one contact for one dataset. */
export const ConversionEvent = Exact({
  id: Type.String(),
  /** Meta counts events with the same `event_id` once. */
  eventId: Type.String(),
  contactId: Optional(Id),
  goal: Type.String(),
  event: Type.String(),
  value: Optional(Type.Number()),
  currency: Optional(Type.String()),
  state: Choice(conversionStates),
  test: Type.Boolean(),
  attempts: Type.Integer(),
  reason: Optional(Reason),
  nextAt: Optional(Moment),
  /** The JSON that was sent, with personal data masked. */
  body: Optional(Type.String()),
  at: Moment,
});
export type ConversionEvent = Static<typeof ConversionEvent>;

const common = { tag: "Conversions", access: "admin" } as const;
const params = Type.Object({ datasetId: Id });
const refusals = ["conversions.rules", "conversions.address"] as const;

export const listConversionDatasets = defineRoute({
  ...common,
  method: "get",
  path: "/conversion-datasets",
  summary: "List the datasets of ad platforms that are told of goals",
  reply: Exact({ items: Type.Array(ConversionDataset) }),
});
export const createConversionDataset = defineRoute({
  ...common,
  method: "post",
  path: "/conversion-datasets",
  audit: "conversions.created",
  summary: "Connect a dataset; its access token is stored encrypted and never returned",
  body: Exact({ ...fields, accessToken: AccessToken }),
  reply: ConversionDataset,
  errors: ["conversions.too-many", ...refusals],
});
export const updateConversionDataset = defineRoute({
  ...common,
  method: "put",
  path: "/conversion-datasets/:datasetId",
  audit: "conversions.changed",
  summary: "Change a dataset; without an access token the old one stays",
  params,
  body: Exact({ ...fields, accessToken: Optional(AccessToken) }),
  reply: ConversionDataset,
  errors: [...refusals],
});
export const deleteConversionDataset = defineRoute({
  ...common,
  method: "delete",
  path: "/conversion-datasets/:datasetId",
  audit: "conversions.deleted",
  summary: "Disconnect a dataset and delete its log; what waits is not sent",
  params,
  reply: Nothing,
});
export const testConversionDataset = defineRoute({
  ...common,
  method: "post",
  path: "/conversion-datasets/:datasetId/test",
  audit: "conversions.tested",
  summary: "Send a test event; the dataset needs a test event code",
  params,
  reply: ConversionEvent,
  errors: ["conversions.no-test-code", "conversions.disabled"],
});
export const listConversionEvents = defineRoute({
  ...common,
  method: "get",
  path: "/conversion-datasets/:datasetId/events",
  summary: "List the conversion events of the last 30 days, the newest first",
  params,
  query: Type.Object({ ...pageQuery, state: Optional(Choice(conversionStates)) }),
  reply: Page(ConversionEvent),
});
export const resendConversionEvent = defineRoute({
  ...common,
  method: "post",
  path: "/conversion-datasets/:datasetId/events/:eventId/resend",
  audit: "conversions.resent",
  summary: "Try an event again that failed or was skipped",
  params: Type.Object({ datasetId: Id, eventId: Type.String({ maxLength: 300 }) }),
  reply: ConversionEvent,
  errors: ["conversions.disabled"],
});
