import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { Exact, Id, Moment, Name } from "./shapes.ts";

const Segments = Type.Array(Id, { maxItems: 20, uniqueItems: true });

/** The content for a contact: a flow or a message. */
const content = {
  /** The flow that starts for each contact; it must be published and active. */
  flowId: Optional(Id),
  /** The message that is sent, as the type and the settings of the step that sends it. */
  message: Optional(
    Exact({
      type: Type.String({ minLength: 1, maxLength: 50 }),
      data: Type.Record(Type.String(), Type.Unknown(), { maxProperties: 50 }),
    }),
  ),
};

/** One of the contents that a broadcast compares. */
export const BroadcastVariant = Exact({
  /** Unique among the variants. */
  id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,20}$" }),
  /** The share of contacts, in relation to the other weights. */
  weight: Type.Integer({ minimum: 1, maximum: 1_000 }),
  ...content,
});
export type BroadcastVariant = Static<typeof BroadcastVariant>;

/** The events by which variants are compared; the variant with the highest share wins. */
export const winnerMeasures = ["replied", "clicked", "goal"] as const;
export type WinnerMeasure = (typeof winnerMeasures)[number];

/** The actions after a trial without a clear winner: send the best so far, go on with all variants, or wait for a member. */
export const unclearActions = ["best", "split", "ask"] as const;

/** A trial: some contacts get the variants, the others get the winner. */
export const BroadcastTrial = Exact({
  /** The share of contacts in the trial, in percent. */
  share: Type.Integer({ minimum: 1, maximum: 90 }),
  by: Type.Enum([...winnerMeasures], { type: "string" }),
  /** The winner is chosen so many hours after the trial went out; absent: a member chooses. */
  hours: Optional(Type.Integer({ minimum: 1, maximum: 336 })),
  /** Without a clear winner: send the best so far, go on with all variants, or wait for a member. */
  unclear: Type.Enum([...unclearActions], { type: "string" }),
});
export type BroadcastTrial = Static<typeof BroadcastTrial>;

/** The plan of a broadcast: contacts, content and time. Exactly one of `flowId`, `message` and `variants` is given. */
export const BroadcastPlan = Exact({
  name: Name,
  ...content,
  /** Contents that are compared, the one that others are compared with first. */
  variants: Optional(Type.Array(BroadcastVariant, { minItems: 2, maxItems: 5 })),
  /** With variants: they go to a share of the contacts first. Absent: they go to everyone. */
  trial: Optional(BroadcastTrial),
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
