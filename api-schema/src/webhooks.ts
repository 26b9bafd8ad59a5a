import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { SecretName } from "./secrets.ts";
import { Exact, Id, Moment, Nothing, Page, pageQuery } from "./shapes.ts";

/** The events that outgoing webhooks tell. */
export const webhookEvents = [
  "contact.created",
  "contact.updated",
  "contact.tagAdded",
  "contact.consentChanged",
  "contact.merged",
  "conversation.started",
  "conversation.handedOver",
  "conversation.resolved",
  "message.received",
  "message.sent",
  "message.failed",
  "flow.entered",
  "flow.finished",
  "goal.reached",
  "broadcast.finished",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

const Events = Type.Array(Type.Enum([...webhookEvents], { type: "string" }), {
  uniqueItems: true,
  maxItems: webhookEvents.length,
});
/** A header of each delivery. Its value may name secrets of the vault: `Bearer {{secret.NAME}}`. */
const Header = Exact({
  name: Type.String({ pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$" }),
  value: Type.String({ maxLength: 2_000 }),
});
const Headers = Type.Array(Header, { maxItems: 10 });
const fields = {
  url: Type.String({ minLength: 1, maxLength: 2_000, pattern: "^https?://" }),
  description: Type.String({ maxLength: 200 }),
  /** Empty: all of them. */
  events: Events,
};
const vaultFields = {
  /** The secret of the vault that signs, in place of the webhook's own. */
  signingSecret: Optional(SecretName),
  headers: Optional(Headers),
};

/** An address that is told what happens. */
export const Webhook = Exact({
  id: Id,
  ...fields,
  signingSecret: Optional(SecretName),
  headers: Headers,
  enabled: Type.Boolean(),
  /** Since when no delivery succeeded, although some were tried. */
  failingSince: Optional(Moment),
  /** The reason why it was disabled automatically. */
  disabledFor: Optional(Reason),
  createdAt: Moment,
});
export type Webhook = Static<typeof Webhook>;

/** One event for one webhook. */
export const WebhookDelivery = Exact({
  id: Type.String(),
  /** The header `webhook-id`: the same for every attempt. */
  messageId: Type.String(),
  event: Type.String(),
  state: Type.Enum(["pending", "delivered", "failed"], { type: "string" }),
  attempts: Type.Integer(),
  /** The status of the last answer. */
  status: Optional(Type.Integer()),
  /** The reason why the last attempt failed. */
  problem: Optional(Reason),
  nextAt: Optional(Moment),
  payload: Type.String(),
  createdAt: Moment,
});
export type WebhookDelivery = Static<typeof WebhookDelivery>;

const common = { tag: "Webhooks", access: "admin" } as const;
const params = Type.Object({ webhookId: Id });

export const listWebhooks = defineRoute({
  ...common,
  method: "get",
  path: "/webhooks",
  summary: "List the outgoing webhooks",
  reply: Exact({ items: Type.Array(Webhook) }),
});
/** The secret is shown only once. It is the webhook's own, and unused while one of the vault signs. */
const WithSecret = Exact({ webhook: Webhook, secret: Type.String() });
export const createWebhook = defineRoute({
  ...common,
  method: "post",
  path: "/webhooks",
  audit: "webhook.created",
  summary: "Add an outgoing webhook; the reply shows its secret once",
  body: Exact({ ...fields, ...vaultFields }),
  reply: WithSecret,
  errors: ["webhook.too-many", "webhook.url", "webhook.header", "secret.not-usable"],
});
export const updateWebhook = defineRoute({
  ...common,
  method: "patch",
  path: "/webhooks/:webhookId",
  audit: "webhook.changed",
  summary: "Change a webhook, disable it, or enable it again",
  params,
  body: Exact({
    url: Optional(fields.url),
    description: Optional(fields.description),
    events: Optional(fields.events),
    enabled: Optional(Type.Boolean()),
    /** Empty: the webhook's own secret signs again. */
    signingSecret: Optional(Type.Union([SecretName, Type.Literal("")])),
    headers: Optional(Headers),
  }),
  reply: Webhook,
  errors: ["webhook.url", "webhook.header", "secret.not-usable"],
});
export const renewWebhookSecret = defineRoute({
  ...common,
  method: "post",
  path: "/webhooks/:webhookId/secret",
  audit: "webhook.secretRenewed",
  summary: "Replace the secret of a webhook; the reply shows the new one once",
  params,
  reply: WithSecret,
});
export const deleteWebhook = defineRoute({
  ...common,
  method: "delete",
  path: "/webhooks/:webhookId",
  audit: "webhook.deleted",
  summary: "Delete a webhook and its log",
  params,
  reply: Nothing,
});
export const testWebhook = defineRoute({
  ...common,
  method: "post",
  path: "/webhooks/:webhookId/test",
  audit: "webhook.tested",
  summary: "Send a test event",
  params,
  reply: WebhookDelivery,
});
export const listDeliveries = defineRoute({
  ...common,
  method: "get",
  path: "/webhooks/:webhookId/deliveries",
  summary: "List the deliveries of the last 30 days, the newest first",
  params,
  query: Type.Object({
    ...pageQuery,
    state: Optional(Type.Enum(["pending", "delivered", "failed"], { type: "string" })),
  }),
  reply: Page(WebhookDelivery),
});
export const resendDelivery = defineRoute({
  ...common,
  method: "post",
  path: "/webhooks/:webhookId/deliveries/:deliveryId/resend",
  audit: "webhook.resent",
  summary: "Send a delivery again",
  params: Type.Object({ webhookId: Id, deliveryId: Type.String({ maxLength: 300 }) }),
  reply: WebhookDelivery,
  errors: ["webhook.disabled"],
});
