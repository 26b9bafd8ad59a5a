import type { Availability } from "./accounts.ts";
import type { Conversation, Message } from "./conversation.ts";
import type { FlowSummary } from "./flows.ts";
import type { Job } from "./jobs.ts";
import type { Alert } from "./operations.ts";
import type { Permission } from "./permissions.ts";

/** CONTRACT. The live events that the server sends to members (socket.io namespace `/live`, session cookie). Names are in the past tense. */
export interface LiveEvents {
  "message.created": (message: Message) => void;
  "message.updated": (message: Message) => void;
  "conversation.updated": (conversation: Conversation) => void;
  /** Who is looking at a conversation and who is typing there, members and the contact alike. */
  "conversation.presence": (presence: Presence) => void;
  /** The bot is writing an answer. Members who look at the conversation see it. */
  "conversation.partial": (conversationId: string, partial: PartialAnswer) => void;
  "flow.updated": (summary: FlowSummary) => void;
  /** Somebody asked for approval of a draft, or decided. */
  "flow.approvalChanged": (changed: { flowId: string }) => void;
  /** Somebody commented on a step, or changed or read comments. */
  "flow.commentsChanged": (changed: { flowId: string }) => void;
  "flow.deleted": (deleted: { flowId: string }) => void;
  /** Someone saved the draft; an editor that has it open reloads or warns. */
  "flow.draftSaved": (saved: { flowId: string; revision: number; memberId: string }) => void;
  /** How many conversations stand at each node of a watched flow. */
  "flow.positions": (positions: { flowId: string; nodes: Record<string, number> }) => void;
  "alert.raised": (alert: Alert) => void;
  "member.presence": (presence: { memberId: string; online: boolean }) => void;
  /** A member takes conversations, or no more. */
  "member.availability": (changed: { memberId: string; availability: Availability }) => void;
  /** Support was let in, entered or left. */
  "support.changed": () => void;
  "job.updated": (job: Job) => void;
  /** Documents of a knowledge base came, went, or changed their state; at most once a second. */
  "knowledge.updated": (changed: { baseId: string }) => void;
  /** The server shuts down. Clients reconnect after the given time. */
  "server.closing": (hint: { reconnectAfterMs: number }) => void;
}

/** The permission that a member needs to receive an event. `conversation.partial` and `flow.positions` go to those who asked for them. */
export const liveEventPermissions: Readonly<Record<keyof LiveEvents, Permission>> = {
  "message.created": "inbox.read",
  "message.updated": "inbox.read",
  "conversation.updated": "inbox.read",
  "conversation.presence": "inbox.read",
  "conversation.partial": "inbox.read",
  "flow.updated": "workspace.read",
  "flow.approvalChanged": "flows.read",
  "flow.commentsChanged": "flows.read",
  "flow.deleted": "workspace.read",
  "flow.draftSaved": "flows.read",
  "flow.positions": "flows.read",
  "alert.raised": "workspace.read",
  "member.presence": "workspace.read",
  "member.availability": "workspace.read",
  "support.changed": "workspace.read",
  "job.updated": "workspace.read",
  "knowledge.updated": "ai.read",
  "server.closing": "workspace.read",
};

/** Who looks at a conversation or types in it now. */
export interface Presence {
  readonly conversationId: string;
  readonly viewing: readonly { readonly memberId: string; readonly name: string }[];
  readonly typing: readonly { readonly memberId: string; readonly name: string }[];
  readonly contactTyping: boolean;
}

/** An answer that is being written. It is never stored: its message replaces it. An empty text takes it away. */
export interface PartialAnswer {
  /** All that is written so far. */
  readonly text: string;
  /** How long it is shown without further news, in milliseconds. */
  readonly ms: number;
}

/** CONTRACT. The live events that members send to the server. */
export interface MemberEvents {
  /** Now looking at this conversation (null: at none). */
  view: (conversationId: string | null) => void;
  typing: (conversationId: string, on: boolean) => void;
  /** The member did something in the studio; who does nothing for a while gets no conversations assigned. */
  active: () => void;
  /** Watch a flow's positions (null: none). */
  watchFlow: (flowId: string | null) => void;
  /** After a reconnect: what changed since this moment (ISO)? The conversations are then sent as `conversation.updated`. */
  catchUp: (since: string, done: (now: string) => void) => void;
}

/**
 * CONTRACT. The web chat (socket.io namespace `/webchat`). The handshake's `auth` is `{ channelId, visitor?: string, identity?: string }`;
 * `visitor` is the secret from an earlier `welcome`, kept by the browser; `identity` is a JSON Web Token that the website signed.
 */
export interface WebChatEvents {
  welcome: (
    hello: WidgetLook & {
      visitor: string;
      messages: readonly WebChatMessage[];
      handler: string;
    },
  ) => void;
  message: (message: WebChatMessage) => void;
  messageUpdated: (message: WebChatMessage) => void;
  typing: (typing: { on: boolean; name?: string | undefined }) => void;
  partial: (partial: PartialAnswer) => void;
  /** Who answers now, for the header: bot or a member's name. */
  answeredBy: (by: { handler: string; name?: string | undefined }) => void;
}

/** The events of a visitor's browser. Each carries a `key` of the browser's own, so that repeating is harmless; `done` comes after it is stored. */
export interface VisitorEvents {
  send: (
    message: {
      key: string;
      content: Message["content"];
      ref?: string | undefined;
      page?: string | undefined;
      values?: PageValues | undefined;
    },
    done: (
      answer: { ok: true; sequence: number } | { ok: false; code: string; detail: string },
    ) => void,
  ) => void;
  tap: (
    tap: { key: string; payload: string; label: string },
    done: (
      answer: { ok: true; sequence: number } | { ok: false; code: string; detail: string },
    ) => void,
  ) => void;
  /** The visitor opened the chat: starts the welcome flow for a first contact. */
  open: (
    opened: {
      ref?: string | undefined;
      page?: string | undefined;
      values?: PageValues | undefined;
    },
    done: () => void,
  ) => void;
  /** The visitor looks at a page of a website that reports visits. */
  visit: (visited: { page: string; title: string }) => void;
  typing: (on: boolean) => void;
  /** Everything after this sequence number, for catching up. */
  since: (sequence: number, done: (messages: readonly WebChatMessage[]) => void) => void;
}

/** Values that a page gives along; nobody has checked who wrote them. */
export type PageValues = Readonly<Record<string, string>>;

/** How a channel's chat looks and opens, as its settings say. */
export interface WidgetLook {
  readonly name: string;
  /** As `#rrggbb`, or empty. */
  readonly color: string;
  readonly greeting: string;
  /** A text beside the bubble, or empty. */
  readonly launcher: string;
  /** The web address of a picture, or empty. */
  readonly avatarUrl: string;
  readonly theme: "auto" | "light" | "dark";
  readonly side: "left" | "right";
  readonly opening: OpeningRules;
}

/** The rules by which the chat opens by itself, once per visit. */
export interface OpeningRules {
  readonly afterSeconds?: number | undefined;
  /** Of the page's height, in percent. */
  readonly atScroll?: number | undefined;
  readonly onExit: boolean;
  /** Parts of addresses; empty means every page. */
  readonly onPages: readonly string[];
}

/** A message as the visitor sees it. */
export interface WebChatMessage {
  readonly id: string;
  readonly sequence: number;
  readonly from: "visitor" | "bot" | "member";
  readonly name?: string | undefined;
  readonly content: Message["content"];
  readonly at: string;
  /** The `key` under which this very browser sent it. */
  readonly key?: string | undefined;
}
