import type { ReplyOf, routes } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { after, type ListPlace, readCursor, writeCursor } from "../../domain/cursor.ts";
import { conversations } from "../../records/conversation-model.ts";
import { filterOf, type ListQuery } from "./conversation-filter.ts";
import { countViews } from "./count-views.ts";
import { listedFields } from "./listed-conversation.ts";
import { presentConversations } from "./present-conversation.ts";
import { type SearchPage, searchConversations } from "./search-conversations.ts";

type Listed = ReplyOf<typeof routes.conversations.listConversations>;
type Filter = Record<string, unknown>;

/** Returns a page of conversations, newest first, and the count of each view, which the search does not change. */
export async function listConversations(
  context: ServerContext,
  workspaceId: string,
  memberId: string,
  query: ListQuery,
): Promise<Listed> {
  const filter = filterOf(query, memberId, context.now());
  const place = readCursor(query.cursor);
  const asked = { search: query.search ?? "", filter, place, limit: query.limit ?? 50 };
  const [page, counts] = await Promise.all([
    query.search
      ? searchConversations(context, workspaceId, asked)
      : newest(context, workspaceId, asked),
    countViews(context, workspaceId, memberId, query),
  ]);
  return {
    items: await presentConversations(context, workspaceId, page.found),
    next: page.read ? writeCursor(page.read, place) : undefined,
    counts,
  };
}

async function newest(
  { connection }: ServerContext,
  workspaceId: string,
  {
    filter,
    place,
    limit,
  }: { readonly filter: Filter; readonly place: ListPlace | undefined; readonly limit: number },
): Promise<SearchPage> {
  const found = await conversations(connection)
    .in(workspaceId)
    .find(
      { ...filter, ...after("updatedAt", place) },
      { sort: { updatedAt: -1 }, limit: limit + 1, projection: listedFields },
    );
  const page = found.slice(0, limit);
  return {
    found: page,
    read:
      found.length > limit
        ? page.map(({ _id: id, updatedAt: moment }) => ({ id, moment }))
        : undefined,
  };
}
