import type { ReplyOf, routes } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { facet } from "../../domain/facets-of.ts";
import { conversations } from "../../records/conversation-model.ts";
import { type ListQuery, placeFilter, viewFilter } from "./conversation-filter.ts";

type Counts = ReplyOf<typeof routes.conversations.listConversations>["counts"];
type Filter = Record<string, unknown>;

/** Counting stops here: the exact number is not needed, and counting a million takes long. */
const mostCounted = 1_000;

/** Counts the conversations of each view. The other filters of the query do not change the counts. */
export async function countViews(
  { connection }: ServerContext,
  workspaceId: string,
  memberId: string,
  query: ListQuery,
): Promise<Counts> {
  const model = conversations(connection).in(workspaceId);
  const base = placeFilter(query);
  const snoozed = { ...base, facets: facet.snoozed };
  // Few are snoozed: counting them apart keeps the counts of the others within their indexes.
  const hidden =
    query.snoozed === false && (await model.count({ ...snoozed }, 1)) > 0 ? snoozed : undefined;
  const count = async (view: Filter) => {
    const [all, without] = await Promise.all([
      model.count({ ...base, ...view }, mostCounted),
      hidden ? model.count({ ...hidden, ...view }, mostCounted) : 0,
    ]);
    return Math.max(0, all - without);
  };
  const mineUnread = { ...viewFilter("mine", memberId), handler: "human", unread: { $gt: 0 } };
  const [mine, unassigned, waiting, all, unread, mentioned] = await Promise.all([
    count(viewFilter("mine", memberId)),
    count(viewFilter("unassigned", memberId)),
    count(viewFilter("waiting", memberId)),
    count(viewFilter("all", memberId)),
    count(mineUnread),
    model.count({ ...base, facets: facet.unseen(memberId) }, mostCounted),
  ]);
  return { mine, unassigned, waiting, all, unread, mentioned };
}
