import { handlers, type QueryOf, type ReplyOf, type routes } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { after, type ListPlace, readCursor, writeCursor } from "../../domain/cursor.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import { presentConversations } from "./present-conversation.ts";
import { type SearchPage, searchConversations } from "./search-conversations.ts";

/** Which conversations a member asks for. */
export type ListQuery = QueryOf<typeof routes.conversations.listConversations>;
type Listed = ReplyOf<typeof routes.conversations.listConversations>;
type Filter = Record<string, unknown>;

/** Counting stops here: the exact number is not needed, and counting a million takes long. */
const mostCounted = 1_000;

/** Opening the website chat makes a conversation; members see it once it has a message. */
const begun: Filter = { last: { $exists: true } };

/** Returns a page of conversations, newest first, and the count of each view, which the search does not change. */
export async function listConversations(
  context: ServerContext,
  workspaceId: string,
  memberId: string,
  query: ListQuery,
): Promise<Listed> {
  const base: Filter = {
    resolved: query.resolved ?? false,
    ...(query.channelId && { channelId: query.channelId }),
    ...(query.contactId && { contactId: query.contactId }),
    ...(query.flowId && { "position.flowId": query.flowId }),
    ...(query.nodeId && { "position.nodeId": query.nodeId }),
  };
  const filter: Filter = {
    ...base,
    ...begun,
    ...views(memberId)[query.view ?? "all"],
    ...(query.handler && { handler: query.handler }),
  };
  const place = readCursor(query.cursor);
  const asked = { search: query.search ?? "", filter, place, limit: query.limit ?? 50 };
  const [page, counts] = await Promise.all([
    query.search
      ? searchConversations(context, workspaceId, asked)
      : newest(context, workspaceId, asked),
    countViews(context, workspaceId, memberId, base),
  ]);
  const found = page.found.map(readConversation);
  return {
    items: await presentConversations(context, workspaceId, found),
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
      { sort: { updatedAt: -1 }, limit: limit + 1 },
    );
  const page = found.slice(0, limit);
  return {
    found: page,
    ...(found.length > limit && {
      read: page.map(({ _id: id, updatedAt: moment }) => ({ id, moment })),
    }),
  };
}

async function countViews(
  { connection }: ServerContext,
  workspaceId: string,
  memberId: string,
  base: Filter,
): Promise<Listed["counts"]> {
  const model = conversations(connection).in(workspaceId);
  const byView = views(memberId);
  const count = (view: Filter) => model.count({ ...base, ...view }, mostCounted);
  const [mine, unassigned, waiting, all, unread] = await Promise.all([
    count(byView.mine),
    count(byView.unassigned),
    count(byView.waiting),
    count(byView.all),
    count({ ...byView.mine, handler: "human", unread: { $gt: 0 } }),
  ]);
  return { mine, unassigned, waiting, all, unread };
}

function views(memberId: string) {
  return {
    mine: { assigneeId: { $exists: true, $eq: memberId } },
    unassigned: {
      assigneeId: { $exists: false },
      handler: { $in: ["waiting", "human", "none"] },
      ...begun,
    },
    waiting: { handler: "waiting" },
    all: { handler: { $in: handlers } },
  } satisfies Record<NonNullable<ListQuery["view"]>, Filter>;
}
