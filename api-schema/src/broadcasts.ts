import Type, { type Static } from "typebox";
import { BroadcastPlan, winnerMeasures } from "./broadcast-plan.ts";
import { BroadcastReach, BroadcastResults, BroadcastVariants } from "./broadcast-results.ts";
import { Job } from "./jobs.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Nothing, Page, pageQuery } from "./shapes.ts";

/** How a winner was found: clearly by results, as the best so far, not at all, or by a member. */
export const decisionWays = ["results", "best", "split", "member"] as const;

/** A planned or sent broadcast. */
export const Broadcast = Exact({
  id: Id,
  ...BroadcastPlan.properties,
  /** `deciding`: the trial went out, and the winner is not chosen yet. */
  state: Type.Enum(["draft", "scheduled", "sending", "deciding", "paused", "sent", "stopped"], {
    type: "string",
  }),
  /** When the winner of the trial is chosen. */
  trialEndsAt: Optional(Moment),
  /** No variant was clearly the best, and a member is to choose. */
  undecided: Optional(Type.Boolean()),
  decision: Optional(
    Exact({
      /** The winner; absent: all variants go on. */
      variant: Optional(Type.String()),
      how: Type.Enum([...decisionWays], { type: "string" }),
      /** The name of the member who chose. */
      by: Optional(Type.String()),
      at: Moment,
    }),
  ),
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

const params = Type.Object({ broadcastId: Id });
const common = { tag: "Audience", access: "editor", permission: "broadcasts.send" } as const;
const planErrors = [
  "broadcast.flow",
  "broadcast.content",
  "broadcast.message",
  "broadcast.variants",
  "broadcast.clicks",
  "broadcast.segment",
  "broadcast.channel",
  "broadcast.time",
];

export const listBroadcasts = defineRoute({
  ...common,
  access: "viewer",
  permission: "broadcasts.read",
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
  permission: "broadcasts.read",
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
  permission: "broadcasts.read",
  method: "get",
  path: "/broadcasts/:broadcastId/results",
  summary: "Tell what came of a broadcast",
  params,
  reply: BroadcastResults,
});
export const readBroadcastVariants = defineRoute({
  ...common,
  access: "viewer",
  permission: "broadcasts.read",
  method: "get",
  path: "/broadcasts/:broadcastId/variants",
  summary: "Compare the variants of a broadcast",
  params,
  query: Type.Object({
    /** Absent: what the plan says, or else replies. */
    by: Optional(Type.Enum([...winnerMeasures], { type: "string" })),
  }),
  reply: BroadcastVariants,
  errors: ["broadcast.no-variants"],
});
/** Chooses the variant that everyone gets who got none yet. */
export const declareBroadcastWinner = defineRoute({
  ...common,
  method: "post",
  path: "/broadcasts/:broadcastId/winner",
  audit: "broadcast.winnerDeclared",
  summary: "Choose the variant that the other contacts get",
  params,
  body: Exact({ variant: Type.String({ maxLength: 20 }) }),
  reply: Broadcast,
  errors: [
    "broadcast.no-variants",
    "broadcast.variant-unknown",
    "broadcast.not-begun",
    "broadcast.decided",
    "broadcast.over",
  ],
});
/** A contact who got a broadcast or was left out. */
export const Recipient = Exact({
  contactId: Id,
  name: Type.String(),
  conversationId: Optional(Id),
  skipped: Optional(Type.Enum([...skipReasons], { type: "string" })),
  variant: Optional(Type.String()),
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
  permission: "broadcasts.read",
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
  permission: "contacts.export",
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
