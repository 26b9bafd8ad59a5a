import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { Exact, Id, Moment } from "./shapes.ts";

/** A day of the workspace's time zone. */
export const Day = Type.String({ format: "date", description: "A day: `2026-11-29`." });

/** The query of a period. */
export const period = {
  /** The first and the last day, in the workspace's time zone; at most 1,100 days. */
  from: Day,
  to: Day,
};
/** At most one of them. */
export const filters = {
  channelId: Optional(Id),
  flowId: Optional(Id),
  language: Optional(Type.String({ minLength: 1, maxLength: 40 })),
  /** ISO 3166, of the contact's phone number or language. */
  country: Optional(Type.String({ pattern: "^[A-Z]{2}$" })),
  tag: Optional(Type.String({ minLength: 1, maxLength: 200 })),
};
/** A number of things. */
export const Count = Type.Integer({ minimum: 0 });
/** Durations in milliseconds. Median and 90th percentile are estimated within classes; see the guide. */
export const Durations = Exact({
  count: Count,
  p50: Optional(Type.Integer()),
  p90: Optional(Type.Integer()),
});
export type Durations = Static<typeof Durations>;

/** How far a report is counted. */
export const about = {
  timeZone: Type.String(),
  /** The figures include what happened before; absent: the first count has not ended. */
  upTo: Optional(Moment),
  /** Whether everything is being counted anew: figures may be incomplete until then. */
  counting: Type.Boolean(),
};
