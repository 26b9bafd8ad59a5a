import type { Behaviour } from "../behaviour.ts";

/** Goes on elsewhere and does not come back. */
export const jump: Behaviour<"jump"> = {
  enter: ({ data }) => ({
    then: {
      do: "jump",
      flowId: data.flowId || undefined,
      nodeId: data.nodeId || undefined,
    },
  }),
};
