import type { Finding, Repair } from "@chatloom/flows-schema";
import { useCallback } from "react";
import { useReveal } from "../canvas/use-viewport.ts";
import { repair } from "../commands/whole-flow.ts";
import { useEditor } from "../state/editor-store.ts";
import { markFindings, useMarks } from "../state/marks-store.ts";

/** Makes a finding's repair, then selects and shows the step that it added or changed. */
export function useRepair(): (finding: Finding, change: Repair | undefined) => void {
  const reveal = useReveal();
  return useCallback(
    (finding, change) => {
      if (!change) {
        return;
      }
      const nodeId = repairFlow(change) ?? finding.nodeId;
      // Removed now, not after the next check: a second click would repair it again.
      markFindings(useMarks.getState().findings.filter((it) => it !== finding));
      if (nodeId === undefined) {
        return;
      }
      useEditor.getState().select([nodeId]);
      reveal(nodeId);
    },
    [reveal],
  );
}

/** Changes the flow; returns the id of the step that was added, if one was. */
function repairFlow(change: Repair): string | undefined {
  const before = new Set(useEditor.getState().flow.nodes.map((it) => it.id));
  useEditor.getState().edit(repair(change));
  return useEditor.getState().flow.nodes.find((it) => !before.has(it.id))?.id;
}
