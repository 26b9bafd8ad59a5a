import Type, { type Static } from "typebox";
import { ChannelAccount } from "./channels.ts";
import { DeskType } from "./desks.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, pageQuery } from "./shapes.ts";

/** A kind of payment provider; `settings` is the JSON Schema its form is drawn from. */
export const PaymentProviderType = DeskType;

/** A connected payment provider has the shape of a connected channel, and the same routes connect, change and check it. */
const PaymentConnection = Exact({
  ...ChannelAccount.properties,
  /** The currencies that it takes; absent: every one. */
  currencies: Optional(Type.Array(Type.String())),
});
export type PaymentConnection = Static<typeof PaymentConnection>;

export const paymentStates = ["making", "open", "paid", "failed", "expired"] as const;

/** A payment that a flow asked a contact for. */
export const Payment = Exact({
  id: Type.String(),
  connectionId: Id,
  conversationId: Id,
  /** Empty once the contact is gone. */
  contactName: Type.String(),
  /** In the currency's main unit. */
  amount: Type.Number(),
  currency: Type.String(),
  description: Type.String(),
  /** `making`: the provider has not answered yet. */
  state: Type.Enum([...paymentStates], { type: "string" }),
  /** The provider's own id of it. */
  reference: Optional(Type.String()),
  /** It was paid after the flow had stopped waiting. */
  late: Type.Boolean(),
  /** Why a report of the provider was not believed. */
  problem: Optional(Type.String()),
  createdAt: Moment,
  settledAt: Optional(Moment),
});
export type Payment = Static<typeof Payment>;

export const listPaymentProviderTypes = defineRoute({
  method: "get",
  path: "/payment-provider-types",
  tag: "Payments",
  access: "viewer",
  permission: "workspace.read",
  summary: "List the kinds of payment provider",
  reply: Exact({ items: Type.Array(PaymentProviderType) }),
});
/** Connect one with `POST /channels` and its type. The other routes of channels take its id. */
export const listPaymentConnections = defineRoute({
  method: "get",
  path: "/payment-connections",
  tag: "Payments",
  access: "viewer",
  permission: "workspace.read",
  summary: "List connected payment providers",
  reply: Exact({ items: Type.Array(PaymentConnection) }),
});
export const listPayments = defineRoute({
  method: "get",
  path: "/payment-connections/:connectionId/payments",
  tag: "Payments",
  access: "agent",
  summary: "List the payments asked for through a connection, newest first",
  params: Type.Object({ connectionId: Id }),
  query: Type.Object(pageQuery),
  reply: Exact({ items: Type.Array(Payment), next: Optional(Type.String()) }),
});
