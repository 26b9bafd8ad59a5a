import type { ConversationDoc } from "../../domain/conversation-doc.ts";

/** The fields of a conversation that lists show: not the run and what else the bot remembers, which may be large. */
export const listedNames = [
  "_id",
  "channelId",
  "channelType",
  "contactId",
  "contactName",
  "pictureUrl",
  "version",
  "handler",
  "assigneeId",
  "assigneeName",
  "teamId",
  "returnsAt",
  "handoff",
  "resolved",
  "waitingSince",
  "timers",
  "facets",
  "unread",
  "reachable",
  "last",
  "lastIncomingAt",
  "replyToken",
  "position",
  "labelIds",
  "priority",
  "snoozedUntil",
  "mentions",
  "scheduled",
  "survey",
  "updatedAt",
] as const satisfies readonly (keyof ConversationDoc)[];

/** A conversation as far as lists show it. */
export type ListedConversation = Pick<ConversationDoc, (typeof listedNames)[number]>;

/** The fields that a query for a list reads. */
export const listedFields = Object.fromEntries(listedNames.map((name) => [name, 1]));
