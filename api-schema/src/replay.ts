import Type, { type Static } from "typebox";
import { Delivery } from "./conversation.ts";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

const tag = "Replay";

/** CONTRACT. One turn of the bot as it happened. `input`, `path` and `effects` are the runtime's. */
export const ReplayedTurn = Exact({
  number: Type.Integer({ minimum: 1 }),
  at: Moment,
  input: Type.Unknown(),
  path: Type.Array(Type.Unknown()),
  effects: Type.Array(Type.Unknown()),
  /** Variables of the run after the turn, by name; of its flow and of those around it. */
  variables: Type.Record(Type.String(), Type.Unknown()),
  /** The contact as flows knew it before the turn. */
  contact: Type.Unknown(),
  /** Where the conversation stood after the turn, or came by last. */
  position: Optional(
    Exact({ flowId: Id, version: Optional(Type.Integer()), nodeId: Type.String() }),
  ),
  /** The engine, given the same input again, took the same way; otherwise the variables may be incomplete. */
  exact: Type.Boolean(),
});
export type ReplayedTurn = Static<typeof ReplayedTurn>;

/** Replays the stored turns with the versions that ran; calls nothing outside. At most the 200 turns up to `until`, oldest first. */
export const readReplay = defineRoute({
  method: "get",
  path: "/conversations/:conversationId/replay",
  tag,
  access: "agent",
  summary: "Replay what the bot did, turn by turn",
  params: Type.Object({ conversationId: Id }),
  query: Type.Object({ until: Optional(Type.Integer({ minimum: 1 })) }),
  reply: Exact({
    items: Type.Array(ReplayedTurn),
    contactName: Type.String(),
    channelType: Type.String(),
    /** The number of the newest turn; 0 before the first. */
    newest: Type.Integer({ minimum: 0 }),
  }),
});

/** CONTRACT. The way of one message: what decided it, and what became of it. */
export const MessageWay = Exact({
  messageId: Id,
  /** When it was decided. */
  at: Moment,
  /** The turn that decided it; absent for messages of people, and where the turn is no longer kept. */
  turn: Optional(Exact({ number: Type.Integer(), at: Moment, input: Type.String() })),
  flow: Optional(Exact({ id: Id, name: Type.String(), version: Optional(Type.Integer()) })),
  nodeId: Optional(Type.String()),
  delivery: Optional(Delivery),
  failure: Optional(Reason),
  /** While it waits: how often it was tried, and when it is tried next. */
  waiting: Optional(
    Exact({
      state: Type.Enum(["queued", "sending"], { type: "string" }),
      attempts: Type.Integer(),
      nextAt: Optional(Moment),
      /** How many messages go before it. */
      ahead: Type.Integer(),
    }),
  ),
  /** It was given up: how often it was tried, and the platform's last answer. */
  givenUp: Optional(Exact({ at: Moment, attempts: Type.Integer(), reason: Reason })),
  /** Each attempt to send it, oldest first. Where there were many, the first and the newest. */
  tries: Type.Array(
    Exact({
      at: Moment,
      result: Type.Enum(["sent", "later", "tokenSpent", "split", "failed", "withheld", "unknown"], {
        type: "string",
      }),
      /** What the platform answered, without addresses and numbers of people. */
      reason: Optional(Reason),
    }),
  ),
  /** The platform's own id. */
  platformId: Optional(Type.String()),
});
export type MessageWay = Static<typeof MessageWay>;

export const readMessageWay = defineRoute({
  method: "get",
  path: "/conversations/:conversationId/messages/:messageId/way",
  tag,
  access: "agent",
  summary: "Read why a message was sent, and what became of it",
  params: Type.Object({ conversationId: Id, messageId: Id }),
  reply: MessageWay,
});
