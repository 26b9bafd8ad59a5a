import type { Behaviour } from "../behaviour.ts";
import { conditionHolds } from "../condition-holds.ts";

/** Leaves through the first branch whose condition holds. */
export const condition: Behaviour<"condition"> = {
  enter: (visit) => {
    const branch = visit.data.branches.find((it) => conditionHolds(visit, it.condition));
    return { then: { do: "leave", port: branch ? `branch:${branch.id}` : "else" } };
  },
};
