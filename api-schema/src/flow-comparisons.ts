import Type, { type Static } from "typebox";
import { Job } from "./jobs.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

const tag = "Behaviour comparison";
const flowParams = Type.Object({ flowId: Id });
const Count = Type.Integer({ minimum: 0 });

/** The numbers of conversations that can be compared. */
export const comparedCounts = [10, 50, 200] as const;

/** `unclear`: the engine does not reproduce what happened, such as after people changed the run, so that nothing can be said. */
const State = Type.Enum(["same", "different", "unclear"], { type: "string" });

/** CONTRACT. Which of the newest conversations of a flow a draft would answer differently. */
export const FlowComparison = Exact({
  id: Id,
  /** The revision of the draft that was compared. */
  revision: Count,
  by: Type.String(),
  createdAt: Moment,
  job: Job,
  same: Count,
  different: Count,
  unclear: Count,
  /** Compared conversations: those that differ first, then the newest. */
  items: Type.Array(
    Exact({
      conversationId: Id,
      contactName: Type.String(),
      channelType: Type.String(),
      /** When its run of the flow began. */
      at: Moment,
      state: State,
    }),
  ),
});
export type FlowComparison = Static<typeof FlowComparison>;

/** Something that the contact sees: a message, or with `handedOver` that people take over. */
const Said = Exact({
  text: Type.String(),
  handedOver: Optional(Type.Boolean()),
  flowId: Id,
  nodeId: Type.String(),
});

/** CONTRACT. One conversation as it was, beside what the draft would say. */
export const ComparedConversation = Exact({
  state: State,
  /** The index of the first exchange that differs. */
  first: Optional(Count),
  /** The kind of a call that nobody made then, so that its answer is unknown. Nothing is played after it. */
  unanswered: Optional(Type.String()),
  exchanges: Type.Array(
    Exact({
      at: Moment,
      /** The type of the input, such as `message` or `timerFired`. */
      cause: Type.String(),
      /** What the contact wrote or tapped. */
      text: Type.String(),
      before: Type.Array(Said),
      after: Type.Array(Said),
    }),
  ),
});
export type ComparedConversation = Static<typeof ComparedConversation>;

/**
 * Replays the newest conversations of a flow against its draft, as a job. Calls get the answers that were recorded; nothing is sent and
 * nobody is called. Replaces the flow's earlier comparison. Refused with `flow.has-findings` while the draft has errors.
 */
export const startFlowComparison = defineRoute({
  method: "post",
  path: "/flows/:flowId/comparison",
  tag,
  access: "editor",
  audit: { none: "It changes nothing for contacts" },
  summary: "Compare the draft with real conversations",
  params: flowParams,
  body: Exact({ conversations: Type.Enum([...comparedCounts], { type: "integer" }) }),
  reply: FlowComparison,
  errors: ["flow.has-findings"],
});
export const readFlowComparison = defineRoute({
  method: "get",
  path: "/flows/:flowId/comparison",
  tag,
  access: "agent",
  summary: "Read the newest comparison of a flow's draft with real conversations",
  params: flowParams,
  reply: Exact({ comparison: Optional(FlowComparison) }),
});
export const readComparedConversation = defineRoute({
  method: "get",
  path: "/flows/:flowId/comparison/:conversationId",
  tag,
  access: "agent",
  summary: "Read a conversation as it was, beside what the draft would say",
  params: Type.Object({ flowId: Id, conversationId: Id }),
  reply: ComparedConversation,
  errors: ["comparison.not-found"],
});
