import type { CanvasFrame, CanvasNote, FlowNode, NodeTypeId } from "@chatloom/flows-schema";
import { framesByStep } from "@chatloom/flows-schema";
import { applyNodeChanges, type NodeChange } from "@xyflow/react";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { moveOnCanvas } from "../commands/move-on-canvas.ts";
import { useEditor } from "../state/editor-store.ts";
import { nodeName, nodeTitle } from "../state/node-words.ts";
import { type DrawnNode, frameAt, isStep, withMarks } from "./canvas-marks.ts";
import { connectedPorts, followNodes } from "./canvas-node.ts";
import { moveWithFrames } from "./move-with-frames.ts";
import { selectionAfter } from "./selection-after.ts";

/** The nodes as React Flow draws them, and what to do with the changes it asks for. */
export function useCanvasNodes(): {
  readonly nodes: DrawnNode[];
  readonly followChanges: (changes: NodeChange<DrawnNode>[]) => void;
} {
  const { t } = useTranslation();
  const flowNodes = useEditor((editor) => editor.flow.nodes);
  const flowEdges = useEditor((editor) => editor.flow.edges);
  const notes = useEditor((editor) => editor.flow.notes);
  const frames = useEditor((editor) => editor.flow.frames);
  const selected = useEditor((editor) => editor.selectedNodes);
  const connections = useRef<ReturnType<typeof connectedPorts>>(new Map());
  const names = useMemo(
    () => ({
      titleOf: (type: NodeTypeId) => nodeTitle(t, type),
      nameOf: (node: FlowNode) => nodeName(t, node),
      noteName: ({ text }: CanvasNote) => t("marks.noteName", { text }),
      frameName: ({ title, collapsed }: CanvasFrame, count: number) =>
        t(collapsed ? "marks.foldedFrameName" : "marks.frameName", {
          title: title || t("marks.untitled"),
          count,
        }),
    }),
    [t],
  );
  const drawn = useRef<DrawnNode[]>([]);
  const [nodes, setNodes] = useState<DrawnNode[]>([]);

  useLayoutEffect(() => {
    connections.current = connectedPorts(flowEdges, connections.current);
    const before = drawn.current;
    const steps = followNodes(
      before.filter(isStep),
      flowNodes,
      connections.current,
      selected,
      names,
    );
    drawn.current = withMarks(steps, before, { notes, frames }, selected, names);
    setNodes(drawn.current);
  }, [flowNodes, flowEdges, notes, frames, selected, names]);

  const followChanges = useCallback(
    (asked: NodeChange<DrawnNode>[]) => {
      const { flow, select, selectedNodes, selectedEdges } = useEditor.getState();
      const changes = moveWithFrames(asked, drawn.current);
      const changed = withoutEstimates(applyNodeChanges(changes, drawn.current), changes);
      drawn.current =
        flow.frames && flow.frames.length > 0
          ? withMarks(changed.filter(isStep), changed, flow, selectedNodes, names)
          : changed;
      setNodes(drawn.current);
      commitMoves(changes, drawn.current);
      const chosen = selectionAfter(changes, selectedNodes);
      if (chosen) {
        select(chosen, selectedEdges);
      }
    },
    [names],
  );

  return { nodes, followChanges };
}

/** Writes finished moves into the flow. A step that was dropped on a frame joins it. */
function commitMoves(changes: readonly NodeChange<DrawnNode>[], nodes: readonly DrawnNode[]): void {
  const moved = new Map<string, { x: number; y: number }>();
  for (const change of changes) {
    if (change.type === "position" && change.dragging !== true && change.position) {
      moved.set(change.id, change.position);
    }
  }
  if (moved.size === 0) {
    return;
  }
  const { flow, edit } = useEditor.getState();
  const framed = framesByStep(flow.frames);
  const joins = new Map<string, string>();
  for (const node of nodes) {
    if (moved.has(node.id) && isStep(node) && !framed.has(node.id)) {
      const frame = frameAt(nodes, node);
      if (frame) {
        joins.set(node.id, frame.data.frame.id);
      }
    }
  }
  edit(moveOnCanvas(moved, joins));
}

/** Forgets where the dots of a card were expected to be, once the card was measured. */
function withoutEstimates(
  nodes: DrawnNode[],
  changes: readonly NodeChange<DrawnNode>[],
): DrawnNode[] {
  const measured = new Set(changes.flatMap((it) => (it.type === "dimensions" ? [it.id] : [])));
  if (measured.size === 0) {
    return nodes;
  }
  return nodes.map((node) => {
    if (!measured.has(node.id) || !node.handles) {
      return node;
    }
    const { handles: _handles, ...rest } = node;
    return rest as DrawnNode;
  });
}
