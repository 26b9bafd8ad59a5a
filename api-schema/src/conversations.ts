import { MessageContent } from "@chatloom/flows-schema";
import Type from "typebox";
import { contactFacts } from "./contacts.ts";
import { Conversation, Handler, Message, Priority } from "./conversation.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, FreeObject, Id, Moment, Nothing, Page, pageQuery } from "./shapes.ts";

/** The parameters of the routes of one conversation. */
export const conversationParams = Type.Object({ conversationId: Id });
/** The filters of a list of conversations that a saved view keeps. */
export const conversationFilter = {
  view: Optional(Type.Enum(["mine", "unassigned", "waiting", "all"], { type: "string" })),
  resolved: Optional(Type.Boolean()),
  channelId: Optional(Id),
  handler: Optional(Handler),
  labelId: Optional(Id),
  teamId: Optional(Id),
  priority: Optional(Priority),
  /** A member; `mine` and `unassigned` are views. */
  assigneeId: Optional(Id),
  /** True: only snoozed ones. False: leaves them out. Absent: all. */
  snoozed: Optional(Type.Boolean()),
  /** Only those in which a note mentions the caller. */
  mentioned: Optional(Type.Boolean()),
  /** Only those with messages nobody read, while people have the conversation. */
  unread: Optional(Type.Boolean()),
  /** Only those that wait for a person for at least so many minutes. */
  waitingMinutes: Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  /** By the time limits of the handoff step, while nobody has it: `late` is past one, `soon` is within five minutes of one. */
  sla: Optional(Type.Enum(["late", "soon"], { type: "string" })),
};
export const listConversations = defineRoute({
  method: "get",
  path: "/conversations",
  tag: "Conversations",
  access: "viewer",
  summary: "List conversations, newest first",
  unversioned: true,
  query: Type.Object({
    ...pageQuery,
    ...conversationFilter,
    contactId: Optional(Id),
    /** Words of the contact's name, e-mail, phone or address, or of the messages; the beginning of a word is enough. */
    search: Optional(Type.String({ maxLength: 200 })),
    flowId: Optional(Id),
    nodeId: Optional(Type.String({ maxLength: 64 })),
  }),
  reply: Exact({
    items: Type.Array(Conversation),
    next: Optional(Type.String()),
    /** Of the filter without `search`. None of them goes beyond 1,000. */
    counts: Exact({
      mine: Type.Integer(),
      unassigned: Type.Integer(),
      waiting: Type.Integer(),
      all: Type.Integer(),
      /** Those the calling member answers with messages that nobody read. */
      unread: Type.Integer(),
      /** Those in which a note mentions the calling member, who has not read it. */
      mentioned: Type.Integer(),
    }),
  }),
});
export const readConversation = defineRoute({
  method: "get",
  path: "/conversations/:conversationId",
  tag: "Conversations",
  access: "viewer",
  summary: "Read a conversation with the contact's details",
  params: conversationParams,
  reply: Exact({
    conversation: Conversation,
    contact: Type.Object(contactFacts),
    variables: Type.Record(Type.String(), Type.Unknown()),
    /** The version of the flow at whose step the bot stands. */
    running: Optional(
      Exact({ flowId: Type.String(), version: Type.Integer(), nodeId: Type.String() }),
    ),
  }),
});
/** Newest first with `before`; with `after` the messages since, oldest first, for catching up. */
export const listMessages = defineRoute({
  method: "get",
  path: "/conversations/:conversationId/messages",
  tag: "Conversations",
  access: "viewer",
  summary: "Read messages",
  unversioned: true,
  params: conversationParams,
  query: Type.Object({
    before: Optional(Type.Integer({ minimum: 1 })),
    after: Optional(Type.Integer({ minimum: 0 })),
    limit: pageQuery.limit,
  }),
  reply: Page(Message),
});
/** Sends a reply. Refused while the bot or another member handles the conversation. A repeated `key` sends nothing twice. */
export const reply = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/messages",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.answered",
  summary: "Reply as a person",
  params: conversationParams,
  body: Exact({
    content: MessageContent,
    key: Optional(Type.String({ minLength: 8, maxLength: 64 })),
    /** A message of this conversation that is answered; the contact sees it quoted where the platform can. */
    replyTo: Optional(Id),
  }),
  reply: Exact({ items: Type.Array(Message) }),
  errors: [
    "message.not-found",
    "conversation.handled-by-bot",
    "conversation.handled-by-member",
    "conversation.window-closed",
    "conversation.content-not-possible",
  ],
});
/** The same in one word for small programs: a text, or any content. */
export const replyShortly = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/reply",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.answered",
  summary: "Reply with a text or any content",
  unversioned: true,
  params: conversationParams,
  body: Exact({
    text: Optional(Type.String({ minLength: 1, maxLength: 100_000 })),
    /** Instead of `text`. */
    content: Optional(MessageContent),
    key: Optional(Type.String({ minLength: 8, maxLength: 64 })),
  }),
  reply: Exact({ items: Type.Array(Message) }),
  errors: reply.errors ?? [],
});
export const addNote = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/notes",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.noted",
  summary: "Add a note only members see",
  params: conversationParams,
  body: Exact({
    text: Type.String({ minLength: 1, maxLength: 5_000 }),
    /** Members who get a notice. */
    mentions: Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
  }),
  reply: Message,
  errors: ["member.not-found"],
});
/** Clears the mark that the contact cannot be reached, so that campaigns write to it again. The contact's next message does so too. */
export const unblock = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/unblock",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.unblocked",
  summary: "Mark the contact as reachable again",
  params: conversationParams,
  reply: Conversation,
});
export const markRead = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/read",
  tag: "Conversations",
  access: "agent",
  audit: { none: "It changes only what a member has seen" },
  summary: "Mark as read up to a message",
  params: conversationParams,
  body: Exact({ sequence: Type.Integer({ minimum: 0 }) }),
  reply: Nothing,
});
export const resendMessage = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/messages/:messageId/resend",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.resent",
  summary: "Try a failed or unknown message again",
  params: Type.Object({ conversationId: Id, messageId: Id }),
  reply: Message,
  errors: ["message.not-failed", "message.being-sent"],
});
/** A read, but one that the audit log has. */
export const revealMessage = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/messages/:messageId/reveal",
  tag: "Conversations",
  access: "admin",
  audit: "conversation.revealed",
  summary: "Read the words of a sensitive answer",
  params: Type.Object({ conversationId: Id, messageId: Id }),
  reply: Exact({ text: Type.String() }),
  errors: ["message.not-sensitive", "message.unreadable"],
});
/** The turns of a conversation for replay on the canvas, newest first. */
export const listTurns = defineRoute({
  method: "get",
  path: "/conversations/:conversationId/turns",
  tag: "Conversations",
  access: "viewer",
  summary: "Read what the bot did, turn by turn",
  params: conversationParams,
  query: Type.Object({ before: Optional(Type.Integer()), limit: pageQuery.limit }),
  reply: Page(
    Type.Object({
      number: Type.Integer(),
      at: Moment,
      input: Type.Unknown(),
      path: Type.Array(Type.Unknown()),
      effects: Type.Array(Type.Unknown()),
    }),
  ),
});
/** Starts a flow for a contact by hand or from another system. */
export const startFlow = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/start",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.flowStarted",
  summary: "Start a flow in this conversation",
  params: conversationParams,
  body: Exact({
    flowId: Id,
    nodeId: Optional(Type.String({ maxLength: 64 })),
    variables: Optional(FreeObject(1_000)),
    /** True: the flow's messages are marketing and need the contact's consent. */
    marketing: Optional(Type.Boolean()),
  }),
  reply: Nothing,
  errors: ["flow.not-published", "conversation.with-people", "conversation.too-many-turns"],
});
