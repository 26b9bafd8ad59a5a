import { handoffPriorities, MessageContent } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { Exact, Id, Moment } from "./shapes.ts";

/** Who answers a conversation now. */
export const handlers = ["bot", "waiting", "human", "none"] as const;
export const Handler = Type.Enum([...handlers], { type: "string" });
export type Handler = Static<typeof Handler>;

/** The delivery state of an outgoing message. `unknown`: sent, but the platform's answer was lost. */
export const deliveries = ["queued", "sent", "delivered", "read", "failed", "unknown"] as const;
export const Delivery = Type.Enum([...deliveries], { type: "string" });
export type Delivery = Static<typeof Delivery>;

/** How urgent a conversation is, least first. */
export const priorities = handoffPriorities;
export const Priority = Type.Enum([...priorities], { type: "string" });
export type Priority = Static<typeof Priority>;

/** CONTRACT. A message in a thread; incoming from the contact, outgoing from bot or member, or a note that only members see. */
export const Message = Exact({
  id: Id,
  conversationId: Id,
  direction: Type.Enum(["incoming", "outgoing", "note", "event"], { type: "string" }),
  author: Exact({
    type: Type.Enum(["contact", "bot", "member", "system", "otherApp"], { type: "string" }),
    id: Optional(Type.String()),
    name: Optional(Type.String()),
  }),
  /**
   * Of an `event`: `takenOver`, `handedBack`, `handedOff`, `escalated`, `paused`, `assigned`, `resolved`, `reopened`, `snoozed`,
   * `woken`, `notSent`, `notNeeded`, `rated`,
   * `routedToFlow`, `routedToPeople`, `routedToNobody`, `relayed`.
   */
  event: Optional(Type.String()),
  content: MessageContent,
  /** Whether it answered a sensitive question: dots stand for its words. */
  sensitive: Optional(Type.Boolean()),
  delivery: Optional(Delivery),
  failure: Optional(Reason),
  reactions: Optional(Type.Array(Type.String())),
  edited: Optional(Type.Boolean()),
  deleted: Optional(Type.Boolean()),
  /** Of the node that sent it. */
  flowId: Optional(Type.String()),
  nodeId: Optional(Type.String()),
  /** The message that this one answers, where the platform said so or a member chose it. */
  replyTo: Optional(Id),
  /** Of a note: the members it mentions. */
  mentions: Optional(Type.Array(Id)),
  /** The words of a voice note, once a model turned it into text; empty where nobody speaks. */
  transcript: Optional(Type.String()),
  /** Of an AI's answer: the passages of the knowledge that the model was given. */
  sources: Optional(
    Type.Array(
      Exact({
        baseId: Type.String(),
        documentId: Type.String(),
        title: Type.String(),
        url: Optional(Type.String()),
        /** The beginning of the passage. */
        text: Type.String(),
        /** Whether the answer names it. */
        cited: Type.Boolean(),
      }),
    ),
  ),
  /** Increases with every change: of two copies, the one with the higher number is newer. */
  version: Type.Integer(),
  /** Order within the conversation, from 1; cursors and catching up use it. */
  sequence: Type.Integer(),
  at: Moment,
});
export type Message = Static<typeof Message>;

/** CONTRACT. A conversation in the list. */
export const Conversation = Exact({
  id: Id,
  contact: Exact({ id: Id, name: Type.String(), pictureUrl: Optional(Type.String()) }),
  channel: Exact({ id: Id, type: Type.String(), name: Type.String() }),
  handler: Handler,
  assignee: Optional(Exact({ id: Id, name: Type.String() })),
  /** A person answers elsewhere, such as in the platform's own inbox. */
  handledOutside: Optional(Type.Boolean()),
  team: Optional(Exact({ id: Id, name: Type.String() })),
  resolved: Type.Boolean(),
  /** False: the platform said that the contact blocked the channel or cannot be reached. Campaigns leave it out. */
  reachable: Type.Boolean(),
  unread: Type.Integer(),
  /** Whether the channel takes free-form messages, and until when. */
  /** Whether messages of one's own words can be sent; people may have longer, and later ones may be billed. */
  window: Exact({
    open: Type.Boolean(),
    closesAt: Optional(Moment),
    peopleUntil: Optional(Moment),
    billedFrom: Optional(Moment),
  }),
  last: Optional(Exact({ text: Type.String(), direction: Type.String(), at: Moment })),
  /** Since when it waits for a person. */
  waitingSince: Optional(Moment),
  /** While it waits: when the next time limit of the handoff step is over. */
  dueAt: Optional(Moment),
  /** While it waits: a time limit of the handoff step is over. */
  late: Optional(Type.Boolean()),
  /** When it returns to the bot by itself, although a person has it. */
  returnsAt: Optional(Moment),
  /** The contract of the handoff step. */
  handoff: Optional(
    Exact({
      note: Optional(Type.String()),
      skill: Optional(Type.String()),
      /** The outcomes that the agent chooses from when they resolve it or hand it back. */
      outcomes: Type.Array(Exact({ id: Type.String(), label: Type.String() })),
      /** Whether the bot goes on when an agent resolves it. */
      goesOn: Type.Boolean(),
    }),
  ),
  position: Optional(Exact({ flowId: Id, flowName: Type.String(), nodeId: Type.String() })),
  labelIds: Optional(Type.Array(Id)),
  /** Absent: normal. */
  priority: Optional(Priority),
  /** Hidden from the list until then, or until the contact writes. */
  snoozedUntil: Optional(Moment),
  /** How many replies are scheduled. */
  scheduled: Optional(Type.Integer()),
  /** The newest question about the contact's satisfaction. */
  satisfaction: Optional(
    Exact({
      state: Type.Enum(["planned", "asked", "rated"], { type: "string" }),
      scale: Type.Enum(["five", "thumbs"], { type: "string" }),
      /** 1 to 5; of thumbs 1 or 5. */
      rating: Optional(Type.Integer()),
    }),
  ),
  /** Members that notes mention; `seen` once the member has read the conversation. */
  mentions: Optional(Type.Array(Exact({ memberId: Id, seen: Type.Boolean() }))),
  /** Increases with every change: of two copies, the one with the higher number is newer. */
  version: Type.Integer(),
  updatedAt: Moment,
});
export type Conversation = Static<typeof Conversation>;
