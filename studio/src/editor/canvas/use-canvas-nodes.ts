import type { FlowNode, NodeTypeId } from "@chatloom/flows-schema";
import { applyNodeChanges, type NodeChange } from "@xyflow/react";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { moveNodes } from "../commands/nodes.ts";
import { useEditor } from "../state/editor-store.ts";
import { nodeName, nodeTitle } from "../state/node-words.ts";
import { type CanvasNode, connectedPorts, followNodes } from "./canvas-node.ts";

/** The nodes as React Flow draws them, and what to do with the changes it asks for. */
export function useCanvasNodes(): {
  readonly nodes: CanvasNode[];
  readonly followChanges: (changes: NodeChange<CanvasNode>[]) => void;
} {
  const { t } = useTranslation();
  const flowNodes = useEditor((editor) => editor.flow.nodes);
  const flowEdges = useEditor((editor) => editor.flow.edges);
  const selected = useEditor((editor) => editor.selectedNodes);
  const connections = useRef<ReturnType<typeof connectedPorts>>(new Map());
  const names = useMemo(
    () => ({
      titleOf: (type: NodeTypeId) => nodeTitle(t, type),
      nameOf: (node: FlowNode) => nodeName(t, node),
    }),
    [t],
  );
  const [nodes, setNodes] = useState<CanvasNode[]>([]);

  useLayoutEffect(() => {
    connections.current = connectedPorts(flowEdges, connections.current);
    setNodes((before) => followNodes(before, flowNodes, connections.current, selected, names));
  }, [flowNodes, flowEdges, selected, names]);

  const followChanges = useCallback((changes: NodeChange<CanvasNode>[]) => {
    setNodes((before) => withoutEstimates(applyNodeChanges(changes, before), changes));
    const { edit, select, selectedNodes, selectedEdges } = useEditor.getState();
    const moved = new Map<string, { x: number; y: number }>();
    const chosen = new Set(selectedNodes);
    let selects = false;
    for (const change of changes) {
      if (change.type === "position" && change.dragging !== true && change.position) {
        moved.set(change.id, change.position);
      }
      if (change.type !== "select") {
        continue;
      }
      selects = true;
      if (change.selected) {
        chosen.add(change.id);
      } else {
        chosen.delete(change.id);
      }
    }
    if (moved.size > 0) {
      edit(moveNodes(moved));
    }
    if (selects) {
      select(chosen, selectedEdges);
    }
  }, []);

  return { nodes, followChanges };
}

/** Forgets where the dots of a card were expected to be, once the card was measured. */
function withoutEstimates(
  nodes: CanvasNode[],
  changes: readonly NodeChange<CanvasNode>[],
): CanvasNode[] {
  const measured = new Set(changes.flatMap((it) => (it.type === "dimensions" ? [it.id] : [])));
  if (measured.size === 0) {
    return nodes;
  }
  return nodes.map((node) => {
    if (!measured.has(node.id) || !node.handles) {
      return node;
    }
    const { handles: _handles, ...rest } = node;
    return rest;
  });
}
