import Type from "typebox";
import { Optional } from "./optional.ts";
import { Count, Durations } from "./report-shapes.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

const hour = { received: Count, refused: Count, called: Count, failed: Count };

export const readOperationsReport = defineRoute({
  method: "get",
  path: "/reports/operations",
  tag: "Reports",
  access: "viewer",
  summary:
    "Read how the server works: traffic with platforms in the last 24 hours, and what waits now",
  reply: Exact({
    at: Moment,
    /** Server processes that are alive. */
    processes: Count,
    /** Received events that no turn has taken, at most 1,000. */
    waitingEvents: Count,
    /** When the oldest of them was received. */
    oldestEventAt: Optional(Moment),
    /** Conversations whose time has come and that nobody works on, at most 1,000. */
    overdue: Count,
    /** Messages that could not be delivered and that nobody has looked after, at most 1,000. */
    deadLetters: Count,
    /** Most calls first. */
    channels: Type.Array(
      Exact({
        channelId: Id,
        name: Type.String(),
        type: Type.String(),
        /** Webhooks that were accepted and refused, calls of the platform and how many of them failed. */
        ...hour,
        time: Durations,
        /** Conversations that wait for the channel's rate, and since when the first of them does. */
        waiting: Count,
        oldestAt: Optional(Moment),
        hours: Type.Array(Exact({ at: Moment, ...hour })),
      }),
    ),
  }),
});
