import Type from "typebox";
import { Fields, FlowId, NodeId } from "../fields.ts";
import { defineNodeType } from "../node-type.ts";

/** Goes on at another node of this flow, or at the start or a node of another flow, and does not come back. */
export const jump = defineNodeType({
  type: "jump",
  group: "logic",
  title: "Go to",
  description: "Continues at another step or in another flow.",
  icon: "arrow-forward-up",
  data: Fields({
    flowId: Type.Optional(FlowId({ title: "Flow" })),
    nodeId: Type.Optional(NodeId({ title: "Step", filled: { when: "flowId", is: [""] } })),
  }),
  ports: () => [],
  summary: ({ flowId, nodeId }) => [flowId, nodeId].filter(Boolean).join(" → "),
  waits: () => false,
  targets: ({ flowId, nodeId }) => [{ flowId: flowId || undefined, nodeId: nodeId || undefined }],
  initial: {},
  example: { nodeId: "start" },
});
