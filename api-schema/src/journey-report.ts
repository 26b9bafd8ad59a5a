import Type, { type Static } from "typebox";
import { about, Count, Day, Durations, period } from "./report-shapes.ts";
import { defineRoute } from "./route.ts";
import { Exact } from "./shapes.ts";

/** A source of contacts, and how many of them reached the goal. */
const Touch = Exact({
  kind: Type.Enum(["ad", "link", "ref", "broadcast", "flow"], { type: "string" }),
  id: Type.String(),
  /** Of the link, broadcast or flow; otherwise the id. */
  name: Type.String(),
  count: Count,
});
export type Touch = Static<typeof Touch>;

export const readJourneyReport = defineRoute({
  method: "get",
  path: "/reports/journeys",
  tag: "Reports",
  access: "viewer",
  summary: "Read how contacts come back, reach goals and go from flow to flow",
  query: Type.Object(period),
  reply: Exact({
    ...about,
    /** By the week of the first message, of the period: contacts, and how many of them wrote in each of the weeks after, at most 26. */
    cohorts: Type.Array(
      Exact({
        /** A Monday. */
        week: Day,
        contacts: Count,
        returned: Type.Array(Count),
      }),
    ),
    /** Contacts who reached each goal for the first time; most first, at most 30. */
    goals: Type.Array(
      Exact({
        name: Type.String(),
        contacts: Count,
        /** Since the contact's first message. */
        time: Durations,
        first: Type.Array(Touch),
        last: Type.Array(Touch),
      }),
    ),
    /** Flows that followed one another within 24 hours, from the channel on; the 60 most frequent steps. */
    ways: Exact({
      /** Channels stand at depth 0, the first flow at 1. */
      places: Type.Array(Exact({ id: Type.String(), name: Type.String(), depth: Count })),
      steps: Type.Array(
        Exact({
          /** Positions in `places`. */
          from: Count,
          to: Count,
          count: Count,
        }),
      ),
    }),
  }),
  errors: ["reports.range"],
});
