import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

/** A class of a step; empty: none of them. */
const ClassId = Type.String({ maxLength: 40, pattern: "^[A-Za-z0-9_-]*$" });

/** A text with the class that a classification step chose, and the class that a member chose for it. */
export const ClassDecision = Exact({
  conversationId: Id,
  /** The number of the turn that decided. */
  turn: Type.Integer({ minimum: 1 }),
  at: Moment,
  text: Type.String(),
  chosen: ClassId,
  /** Absent: nobody has said it. */
  meant: Optional(ClassId),
});
export type ClassDecision = Static<typeof ClassDecision>;

const common = { tag: "Flows", access: "editor" } as const;
const NodeId = Type.String({ minLength: 1, maxLength: 64 });
const params = Type.Object({ flowId: Id, nodeId: NodeId });

/** At most 100 of the last 30 days. A decision appears once reports have counted it, within a minute. */
export const listClassDecisions = defineRoute({
  ...common,
  method: "get",
  path: "/flows/:flowId/nodes/:nodeId/decisions",
  summary: "List what a classification step decided lately, newest first",
  params,
  reply: Exact({ items: Type.Array(ClassDecision) }),
  errors: ["flow.not-found"],
});
export const listClassLabels = defineRoute({
  ...common,
  method: "get",
  path: "/flows/:flowId/nodes/:nodeId/labels",
  summary: "List the labelled decisions of a classification step, newest first; at most 1,000",
  params,
  reply: Exact({ items: Type.Array(ClassDecision) }),
  errors: ["flow.not-found"],
});
export const labelClassDecision = defineRoute({
  ...common,
  method: "put",
  path: "/flows/:flowId/nodes/:nodeId/labels",
  audit: "flow.classLabelled",
  summary: "Say what a classified text meant, or take the label back",
  params,
  body: Exact({
    conversationId: Id,
    turn: Type.Integer({ minimum: 1 }),
    /** Absent: the label is removed. */
    meant: Optional(ClassId),
  }),
  reply: Exact({}),
  errors: ["flow.not-found", "decision.not-found"],
});
