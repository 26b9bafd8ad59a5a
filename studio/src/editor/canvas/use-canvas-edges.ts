import type { Flow } from "@chatloom/flows-schema";
import type { Edge, EdgeChange } from "@xyflow/react";
import { useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../state/editor-store.ts";
import { markId } from "../state/mark-ids.ts";
import { nodeName } from "../state/node-words.ts";
import { followEdges } from "./canvas-edge.ts";
import { type DrawnEdge, rerouteEdges } from "./reroute-edges.ts";
import { selectionAfter } from "./selection-after.ts";

/** The edges as React Flow draws them, and what to do with the changes it asks for. */
export function useCanvasEdges(): {
  readonly edges: Edge[];
  readonly followChanges: (changes: EdgeChange[]) => void;
} {
  const flowEdges = useEditor((editor) => editor.flow.edges);
  const flowNodes = useEditor((editor) => editor.flow.nodes);
  const frames = useEditor((editor) => editor.flow.frames);
  const selected = useEditor((editor) => editor.selectedEdges);
  const last = useRef<Edge[]>([]);
  const nameOf = useEdgeNames(flowNodes, frames);
  const edges = useMemo(() => {
    last.current = followEdges(last.current, rerouteEdges(flowEdges, frames), selected, nameOf);
    return last.current;
  }, [flowEdges, frames, selected, nameOf]);

  const followChanges = useCallback((changes: EdgeChange[]) => {
    const { select, selectedNodes, selectedEdges } = useEditor.getState();
    const chosen = selectionAfter(changes, selectedEdges);
    if (chosen) {
      select(selectedNodes, chosen);
    }
  }, []);

  return { edges, followChanges };
}

const gap = "\u0000";

/** Names edges by the steps they join: "From Welcome to Question “Your e-mail?”". */
function useEdgeNames(nodes: Flow["nodes"], frames: Flow["frames"]): (edge: DrawnEdge) => string {
  const { t } = useTranslation();
  return useMemo(() => {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const titles = new Map(
      (frames ?? []).map(({ id, title }) => [markId("frame", id), title || t("marks.untitled")]),
    );
    const nameOf = (id: string) => {
      const node = byId.get(id);
      return node ? nodeName(t, node) : (titles.get(id) ?? "");
    };
    // Translating each of a thousand edges takes a quarter of a second.
    const [before, between, after] = t("editor.canvas.edgeName", { from: gap, to: gap }).split(gap);
    return ({ source, target }) => `${before}${nameOf(source)}${between}${nameOf(target)}${after}`;
  }, [nodes, frames, t]);
}
