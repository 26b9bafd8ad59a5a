import type { Behaviour } from "../behaviour.ts";

/** Goes on elsewhere and does not come back. */
export const jump: Behaviour<"jump"> = {
  enter: ({ data }) => ({
    then: {
      do: "jump",
      ...(data.flowId ? { flowId: data.flowId } : {}),
      ...(data.nodeId ? { nodeId: data.nodeId } : {}),
    },
  }),
};
