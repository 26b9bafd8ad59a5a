import { type Conversation, type Handler, handlers } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { after, readCursor, writeCursor } from "../../domain/cursor.ts";
import { readConversation, type StoredConversation } from "../../domain/stored-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import { presentConversations } from "./present-conversation.ts";

/** Which conversations a member asks for. */
export interface ListQuery {
  readonly cursor?: string;
  readonly limit?: number;
  readonly view?: "mine" | "unassigned" | "waiting" | "all";
  readonly resolved?: boolean;
  readonly channelId?: string;
  readonly handler?: Handler;
  readonly search?: string;
  readonly flowId?: string;
  readonly nodeId?: string;
}

type Filter = Record<string, unknown>;

/** Nobody needs to know exactly how many more there are, and counting a million takes long. */
const mostCounted = 1_000;

/** Whoever opens the website chat has a conversation; it concerns members once something was said. */
const begun: Filter = { last: { $exists: true } };

/** A page of conversations, newest first, and how many there are in each view. */
export async function listConversations(
  context: ServerContext,
  workspaceId: string,
  memberId: string,
  query: ListQuery,
): Promise<{
  items: Conversation[];
  next?: string;
  counts: { mine: number; unassigned: number; waiting: number; all: number };
}> {
  const model = conversations(context.connection).in(workspaceId);
  const base: Filter = {
    resolved: query.resolved ?? false,
    ...(query.channelId && { channelId: query.channelId }),
    ...(query.flowId && { "position.flowId": query.flowId }),
    ...(query.nodeId && { "position.nodeId": query.nodeId }),
    ...(query.search && {
      $or: ["contactName", "last.text"].map((field) => ({
        [field]: { $regex: literal(query.search ?? ""), $options: "i" },
      })),
    }),
  };
  const viewed: Filter = {
    ...base,
    ...begun,
    ...views(memberId)[query.view ?? "all"],
    ...(query.handler && { handler: query.handler }),
  };
  const place = readCursor(query.cursor);
  const limit = query.limit ?? 50;
  const filter = { ...viewed, ...after("updatedAt", place) };
  const count = (view: Filter): Promise<number> => model.count({ ...base, ...view }, mostCounted);
  const byView = views(memberId);
  const [found, mine, unassigned, waiting, all] = await Promise.all([
    model.find(filter, { sort: { updatedAt: -1 }, limit: limit + 1 }),
    count(byView.mine),
    count(byView.unassigned),
    count(byView.waiting),
    count(byView.all),
  ]);
  const stored = found.slice(0, limit) as unknown as StoredConversation[];
  const page = stored.map(readConversation);
  const lines = page.map((it) => ({ id: it._id, moment: it.updatedAt }));
  return {
    items: await presentConversations(context, workspaceId, page),
    ...(found.length > limit && { next: writeCursor(lines, place) }),
    counts: { mine, unassigned, waiting, all },
  };
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

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
