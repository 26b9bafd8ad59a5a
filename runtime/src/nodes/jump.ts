import type { Behaviour } from "../behaviour.ts";

/** Continues at another step and does not return. */
export const jump: Behaviour<"jump"> = {
  enter: ({ data }) => ({
    then: {
      do: "jump",
      flowId: data.flowId || undefined,
      nodeId: data.nodeId || undefined,
    },
  }),
};
