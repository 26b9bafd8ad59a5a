import { handlers, type QueryOf, type routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import { facet } from "../../domain/facets-of.ts";

/** Which conversations a member asks for. */
export type ListQuery = QueryOf<typeof routes.conversations.listConversations>;
type View = NonNullable<ListQuery["view"]>;
type Filter = Record<string, unknown>;

/** Opening the website chat makes a conversation; members see it once it has a message. */
const begun: Filter = { last: { $exists: true } };
const minuteMs = 60_000;
/** A time limit that is over within so long is due soon. */
const soonMs = 5 * minuteMs;

/** Returns the store's filter for a list of conversations. `now` in epoch milliseconds. */
export function filterOf(query: ListQuery, memberId: string, now: number): Filter {
  return {
    ...placeFilter(query),
    ...begun,
    ...viewFilter(query.view ?? "all", memberId),
    ...defined({ handler: query.handler }),
    ...ownFilter(query, memberId, now),
  };
}

/** Returns the filter for what the counts of the views have in common. */
export function placeFilter(query: ListQuery): Filter {
  return {
    resolved: query.resolved ?? false,
    ...defined({
      channelId: query.channelId || undefined,
      contactId: query.contactId || undefined,
      "position.flowId": query.flowId || undefined,
      "position.nodeId": query.nodeId || undefined,
    }),
  };
}

/** Returns the filter of a view. */
export function viewFilter(view: View, memberId: string): Filter {
  const byView: Record<View, Filter> = {
    mine: { assigneeId: { $exists: true, $eq: memberId } },
    unassigned: {
      assigneeId: { $exists: false },
      handler: { $in: ["waiting", "human", "none"] },
      ...begun,
    },
    waiting: { handler: "waiting" },
    all: { handler: { $in: handlers } },
  };
  return byView[view];
}

/**
 * The rarest facet leads through its index, and the others are compared with the documents: an index of a list gives the order only
 * for one of its values.
 */
function ownFilter(query: ListQuery, memberId: string, now: number): Filter {
  const { labelId, teamId, priority, snoozed, mentioned } = query;
  const { unread, assigneeId, waitingMinutes, sla } = query;
  const level = priority === "normal" ? undefined : priority;
  const [first, ...others] = [
    ...(mentioned ? [facet.mention(memberId)] : []),
    ...(snoozed ? [facet.snoozed] : []),
    ...(level ? [facet.priority(level)] : []),
    ...(labelId ? [facet.label(labelId)] : []),
    ...(teamId ? [facet.team(teamId)] : []),
    ...(unread ? [facet.unread] : []),
    ...(sla === "late" ? [facet.late] : []),
  ];
  const conditions: Filter[] = others.map((it) => ({ facets: it }));
  if (assigneeId) {
    conditions.push({ assigneeId: { $exists: true, $eq: assigneeId } });
  }
  if (waitingMinutes !== undefined) {
    conditions.push({
      handler: "waiting",
      waitingSince: { $lte: now - waitingMinutes * minuteMs },
    });
  }
  if (sla === "soon") {
    const limit = { purpose: "handoffTimeout", at: { $lte: now + soonMs } };
    conditions.push({ handler: "waiting", timers: { $elemMatch: limit } });
  }
  return defined({
    facets: first,
    priority: priority === "normal" ? { $exists: false } : undefined,
    snoozedUntil: snoozed === false ? { $exists: false } : undefined,
    $and: conditions.length > 0 ? conditions : undefined,
  });
}
