import Type, { type Static } from "typebox";
import { winnerMeasures } from "./broadcast-plan.ts";
import { ExperimentJudgement, ExperimentVariant } from "./experiments.ts";
import { Optional } from "./optional.ts";
import { Exact } from "./shapes.ts";

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

/** The contacts of a variant, and what came of it. */
const variantCounts = {
  sent: Type.Integer(),
  delivered: Type.Integer(),
  read: Type.Integer(),
  clicked: Type.Integer(),
  replied: Type.Integer(),
  goal: Type.Integer(),
};

/** The results of the variants of a broadcast, among contacts who got one before a winner was chosen. */
export const BroadcastVariants = Exact({
  ...ExperimentJudgement.properties,
  /** The event that counts as a success. */
  by: Type.Enum([...winnerMeasures], { type: "string" }),
  variants: Type.Array(Exact({ ...ExperimentVariant.properties, ...variantCounts })),
  /** The contacts who got the winner after it was chosen. */
  rest: Optional(Exact({ people: Type.Integer(), ...variantCounts })),
});
export type BroadcastVariants = Static<typeof BroadcastVariants>;

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
