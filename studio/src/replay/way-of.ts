import type { ReplayedTurn } from "@chatloom/api-schema";
import type { PathStep } from "@chatloom/runtime";

/** Returns the steps of a flow that a turn came by. */
export function wayOf({ path }: ReplayedTurn, flowId: string): ReadonlySet<string> {
  const passed = (path as readonly PathStep[]).flatMap((it) =>
    (it.step === "started" || it.step === "entered" || it.step === "left") && it.flowId === flowId
      ? [it.nodeId]
      : [],
  );
  return new Set(passed);
}
