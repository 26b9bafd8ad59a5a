import Type from "typebox";
import { defineRoute } from "./route.ts";
import { Exact, Id } from "./shapes.ts";

const flowParams = Type.Object({ flowId: Id });

export const readPositions = defineRoute({
  method: "get",
  path: "/flows/:flowId/positions",
  tag: "Flows",
  access: "viewer",
  summary: "How many conversations stand at each node now",
  params: flowParams,
  reply: Exact({ nodes: Type.Record(Type.String(), Type.Integer()) }),
});
export const readStepResults = defineRoute({
  method: "get",
  path: "/flows/:flowId/nodes/:nodeId/results",
  tag: "Flows",
  access: "viewer",
  summary: "What a goal or an A/B test has counted",
  params: Type.Object({ flowId: Id, nodeId: Type.String({ minLength: 1, maxLength: 64 }) }),
  reply: Exact({
    /** Contacts who came by. */
    people: Type.Integer(),
    /** How often the goal was reached. */
    times: Type.Integer(),
    worth: Type.Number(),
    variants: Type.Array(
      Exact({
        variant: Type.String(),
        people: Type.Integer(),
        /** How many of them reached a goal afterwards. */
        reached: Type.Integer(),
      }),
    ),
    /** Only the newest events were counted, as there are too many. */
    partial: Type.Boolean(),
  }),
});
