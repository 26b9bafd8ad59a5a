import { routes } from "@chatloom/api-schema";
import type { Finding, Repair } from "@chatloom/flows-schema";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { call } from "../../api/call.ts";
import { showProblem } from "../../ui/show-problem.ts";
import { useReveal } from "../canvas/use-viewport.ts";
import { repair } from "../commands/whole-flow.ts";
import { useEditor } from "../state/editor-store.ts";
import { markFindings, useMarks } from "../state/marks-store.ts";

/** Makes a finding's repair, then selects and shows the step that it added or changed. */
export function useRepair(): (finding: Finding, change: Repair | undefined) => void {
  const reveal = useReveal();
  const client = useQueryClient();
  return useCallback(
    (finding, change) => {
      if (!change) {
        return;
      }
      if (change.kind === "createField") {
        void createField(change.key, client).catch(showProblem);
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
    [reveal, client],
  );
}

/** Defines a contact field; the checks run again when the workspace is read anew. */
async function createField(key: string, client: QueryClient): Promise<void> {
  await call(routes.audience.createContactField, { body: { title: key, key } });
  await Promise.all(
    ["workspace", "contactFields"].map((it) => client.invalidateQueries({ queryKey: [it] })),
  );
}

/** Changes the flow; returns the id of the step that was added, if one was. */
function repairFlow(change: Repair): string | undefined {
  const before = new Set(useEditor.getState().flow.nodes.map((it) => it.id));
  useEditor.getState().edit(repair(change));
  return useEditor.getState().flow.nodes.find((it) => !before.has(it.id))?.id;
}
