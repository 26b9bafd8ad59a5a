import { type ConversationDoc, noPendingWrites } from "./conversation-doc.ts";
import { wholeConversation } from "./conversation-shape.ts";

/** Which conversation it is, and with whom. */
export type ConversationPartners = Pick<
  ConversationDoc,
  | "_id"
  | "workspaceId"
  | "channelId"
  | "channelType"
  | "contactId"
  | "profile"
  | "keys"
  | "address"
  | "contactName"
  | "pictureUrl"
>;

/** A conversation in which nothing has happened yet; `now` in epoch milliseconds. */
export function newConversation(partners: ConversationPartners, now: number): ConversationDoc {
  const fresh = {
    ...partners,
    version: 1,
    handler: "bot",
    resolved: false,
    unread: 0,
    reachable: true,
    sequence: 0,
    turn: 0,
    timers: [],
    outbox: [],
    calls: [],
    held: [],
    createdAt: now,
    updatedAt: now,
  } as const;
  return wholeConversation(fresh, noPendingWrites);
}
