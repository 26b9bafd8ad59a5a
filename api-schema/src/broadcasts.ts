import Type, { type Static } from "typebox";
import { Job } from "./jobs.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Name, Nothing, Page, pageQuery } from "./shapes.ts";

const Segments = Type.Array(Id, { maxItems: 20, uniqueItems: true });

/** The plan of a broadcast: contacts, flow and time. */
export const BroadcastPlan = Exact({
  name: Name,
  /** The flow that starts for each contact; it must be published and active. */
  flowId: Id,
  /** Contacts in one of these; empty: all contacts. */
  segmentIds: Segments,
  /** Contacts in none of these. */
  excludedSegmentIds: Segments,
  /** The first of these on which a contact can be reached; empty: where the contact last wrote. */
  channelIds: Type.Array(Id, { maxItems: 20, uniqueItems: true }),
  /** The start; absent: as soon as it is sent. */
  at: Optional(Moment),
  /** With a start: each contact gets it when their own clock shows what the workspace's clock shows at the start. */
  atLocalTime: Optional(Type.Boolean()),
  /** Sends it again every week, as a broadcast of its own, until one of them is taken back or stopped. */
  repeat: Optional(Type.Enum(["weekly"], { type: "string" })),
  /** The share of contacts, in percent, who get nothing, so that the effect can be measured. */
  holdout: Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  /** Replaces links in its messages by links that count clicks. */
  countClicks: Optional(Type.Boolean()),
  /** The goal whose contacts are counted; absent: any goal. */
  goal: Optional(Type.String({ minLength: 1, maxLength: 120 })),
  /** At most so many contacts a minute; the channel's own rate holds as well. */
  perMinute: Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  /** Contacts who got another broadcast within so many days are left out. */
  restDays: Optional(Type.Integer({ minimum: 1, maximum: 90 })),
});
export type BroadcastPlan = Static<typeof BroadcastPlan>;

/** A planned or sent broadcast. */
export const Broadcast = Exact({
  id: Id,
  ...BroadcastPlan.properties,
  state: Type.Enum(["draft", "scheduled", "sending", "paused", "sent", "stopped"], {
    type: "string",
  }),
  /** The newest job. */
  job: Optional(Job),
  createdAt: Moment,
  updatedAt: Moment,
});
export type Broadcast = Static<typeof Broadcast>;

/** Why a contact does not get a broadcast. */
export const skipReasons = [
  "blocked",
  "withdrawn",
  "declined",
  "noConsent",
  "noChannel",
  "withPeople",
  "recent",
  "capped",
  "holdout",
  "stopped",
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** The possible states of a broadcast for one contact. */
export const broadcastOutcomes = [
  "started",
  "waiting",
  "sent",
  "delivered",
  "read",
  "clicked",
  "replied",
  "goal",
  "optedOut",
  "failed",
  "unknown",
] as const;
export type BroadcastOutcome = (typeof broadcastOutcomes)[number];

/** An amount of money in the currency of the price table. */
const Cost = Exact({
  amount: Type.Number(),
  currency: Type.String(),
  /** Messages for which the table has no price. */
  unpriced: Type.Integer(),
});

/** The results of a broadcast, in contacts. A contact counts in every line that fits. */
export const BroadcastResults = Exact({
  started: Type.Integer(),
  /** Wait for their own time, or for the end of their quiet hours. */
  waiting: Type.Integer(),
  sent: Type.Integer(),
  delivered: Type.Integer(),
  read: Type.Integer(),
  failed: Type.Integer(),
  /** The platform took the message and did not say what became of it. */
  unknown: Type.Integer(),
  /** Opened a counted link, people only. */
  clicked: Type.Integer(),
  /** Requests of counted links by previews and bots. */
  previews: Type.Integer(),
  replied: Type.Integer(),
  /** Reached the goal within seven days. */
  goal: Type.Integer(),
  /** Withdrew consent to marketing within seven days. */
  optedOut: Type.Integer(),
  /** Contacts who got nothing on purpose, and how many of them reached the goal. */
  holdout: Exact({ contacts: Type.Integer(), goal: Type.Integer() }),
  /** The cost by the price table as it was when each contact started. */
  cost: Cost,
  skipped: Type.Record(Type.String(), Type.Integer()),
  /** Failed messages by the platform's code, the most frequent first. */
  failures: Type.Array(
    Exact({ code: Type.String(), message: Type.String(), count: Type.Integer() }),
  ),
});
export type BroadcastResults = Static<typeof BroadcastResults>;

/** The contacts that a plan reaches now, and the reasons for leaving out others. */
export const BroadcastReach = Exact({
  /** Contacts that were judged. */
  contacts: Type.Integer(),
  reached: Type.Integer(),
  /** Those of them who get it later: at their own time, or after their quiet hours. */
  waiting: Type.Integer(),
  /** The cost of the messages that leave at once. */
  cost: Cost,
  skipped: Type.Record(Type.String(), Type.Integer()),
  /** False: only the first contacts were judged, and the numbers are a sample. */
  complete: Type.Boolean(),
});
export type BroadcastReach = Static<typeof BroadcastReach>;

const params = Type.Object({ broadcastId: Id });
const common = { tag: "Audience", access: "editor" } as const;
const planErrors = ["broadcast.flow", "broadcast.segment", "broadcast.channel", "broadcast.time"];

export const listBroadcasts = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/broadcasts",
  summary: "List the newest 100 broadcasts",
  reply: Exact({ items: Type.Array(Broadcast) }),
});
export const createBroadcast = defineRoute({
  ...common,
  method: "post",
  path: "/broadcasts",
  audit: "broadcast.created",
  summary: "Plan a broadcast; nothing is sent yet",
  body: BroadcastPlan,
  reply: Broadcast,
  errors: planErrors,
});
export const readBroadcast = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/broadcasts/:broadcastId",
  summary: "Read a broadcast",
  params,
  reply: Broadcast,
});
export const updateBroadcast = defineRoute({
  ...common,
  method: "put",
  path: "/broadcasts/:broadcastId",
  audit: "broadcast.changed",
  summary: "Change the plan of a broadcast that was not sent yet",
  params,
  body: BroadcastPlan,
  reply: Broadcast,
  errors: [...planErrors, "broadcast.began"],
});
export const deleteBroadcast = defineRoute({
  ...common,
  method: "delete",
  path: "/broadcasts/:broadcastId",
  audit: "broadcast.deleted",
  summary: "Delete a broadcast that was not sent yet",
  params,
  reply: Exact({}),
  errors: ["broadcast.began"],
});
export const measureReach = defineRoute({
  ...common,
  method: "post",
  path: "/broadcasts/reach",
  audit: { none: "It changes nothing" },
  summary: "Tell how many contacts a plan reaches now, and why others are left out",
  body: BroadcastPlan,
  reply: BroadcastReach,
  errors: planErrors,
});
/** Sends a planned broadcast, or continues one that was paused. Each contact gets it once. */
export const sendBroadcast = defineRoute({
  ...common,
  method: "post",
  path: "/broadcasts/:broadcastId/send",
  audit: "broadcast.sent",
  summary: "Send a broadcast now or at its time, or continue it",
  params,
  /** `first`: pause after so many contacts. */
  body: Exact({ first: Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) }),
  reply: Broadcast,
  errors: [...planErrors, "broadcast.over"],
});
export const pauseBroadcast = defineRoute({
  ...common,
  method: "post",
  path: "/broadcasts/:broadcastId/pause",
  audit: "broadcast.paused",
  summary: "Pause a broadcast; a scheduled one becomes a draft again",
  params,
  reply: Broadcast,
  errors: ["broadcast.over"],
});
/** Ends a broadcast. Messages of it that are not sent yet are still sent; contacts who did not start get nothing. */
export const stopBroadcast = defineRoute({
  ...common,
  method: "post",
  path: "/broadcasts/:broadcastId/stop",
  audit: "broadcast.stopped",
  summary: "End a broadcast for good",
  params,
  reply: Broadcast,
  errors: ["broadcast.over"],
});
export const readBroadcastResults = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/broadcasts/:broadcastId/results",
  summary: "Tell what came of a broadcast",
  params,
  reply: BroadcastResults,
});
/** A contact who got a broadcast or was left out. */
export const Recipient = Exact({
  contactId: Id,
  name: Type.String(),
  conversationId: Optional(Id),
  skipped: Optional(Type.Enum([...skipReasons], { type: "string" })),
  at: Moment,
});
export type Recipient = Static<typeof Recipient>;
/** Chooses a list; without anything: everyone who got it. */
const listQuery = {
  skipped: Optional(Type.Enum([...skipReasons], { type: "string" })),
  outcome: Optional(Type.Enum([...broadcastOutcomes], { type: "string" })),
  /** With the outcome `failed`: the platform's code. */
  code: Optional(Type.String({ maxLength: 200 })),
};
export const listRecipients = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/broadcasts/:broadcastId/recipients",
  summary: "List who got a broadcast, what came of it, or who was left out for a reason",
  params,
  query: Type.Object({ ...pageQuery, ...listQuery }),
  reply: Page(Recipient),
});
export const exportRecipients = defineRoute({
  ...common,
  access: "admin",
  audit: "broadcast.exported",
  method: "get",
  path: "/broadcasts/:broadcastId/recipients-export",
  summary: "Download the contacts of such a list as CSV",
  params,
  query: Type.Object(listQuery),
  reply: Nothing,
});
/** Sends the failed messages of a broadcast again. */
export const resendFailed = defineRoute({
  ...common,
  method: "post",
  path: "/broadcasts/:broadcastId/resend",
  audit: "broadcast.resent",
  summary: "Send the messages again that failed for a reason",
  params,
  body: Exact({ code: Type.String({ maxLength: 200 }) }),
  reply: Job,
});
