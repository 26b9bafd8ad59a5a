import "@xyflow/react/dist/style.css";
import { type NodeTypeId, nodeTypes as ours } from "@chatloom/flows-schema";
import { useComputedColorScheme } from "@mantine/core";
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  type NodeTypes,
  ReactFlow,
  useReactFlow,
} from "@xyflow/react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNarrow } from "../../ui/use-narrow.ts";
import { placeNode } from "../commands/add-node.ts";
import { connect, reconnect } from "../commands/edges.ts";
import { cardWidth } from "../commands/free-place.ts";
import { moveNodes } from "../commands/nodes.ts";
import { useEditor } from "../state/editor-store.ts";
import { useMarks } from "../state/marks-store.ts";
import { nodeName } from "../state/node-words.ts";
import { CanvasChooser } from "./canvas-chooser.tsx";
import { type CanvasNode, canvasEdges, followNodes } from "./canvas-node.ts";
import { openChooser } from "./chooser-store.ts";
import { FlowEdge } from "./flow-edge.tsx";
import { NodeCard } from "./node-card.tsx";
import { dragType } from "./node-chooser.tsx";
import { openNodeMenu } from "./node-menu-store.ts";
import { useViewport } from "./use-viewport.ts";
import "./canvas.css";

// Outside the component: React Flow wants the same objects at every drawing.
const nodeTypes: NodeTypes = Object.fromEntries(
  Object.keys(ours).map((type) => [type, NodeCard]),
) as NodeTypes;
const edgeTypes = { flow: FlowEdge };
const multiSelectKeys = ["Meta", "Control", "Shift"];

/** The canvas: our flow drawn by React Flow; what it wants to change becomes commands. */
export function FlowCanvas({
  onOpenNode,
  onClickNode,
}: {
  readonly onOpenNode: () => void;
  readonly onClickNode: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme("light");
  const narrow = useNarrow();
  const { flow, readOnly, selectedNodes, selectedEdges, edit, select } = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  const [nodes, setNodes] = useState<CanvasNode[]>([]);
  const edges = useMemo(() => canvasEdges(flow.edges, selectedEdges), [flow.edges, selectedEdges]);

  useEffect(() => {
    setNodes((before) =>
      followNodes(before, flow.nodes, selectedNodes, (node) => nodeName(t, node)),
    );
  }, [flow.nodes, selectedNodes, t]);

  useViewport(nodes);

  function followChanges(changes: NodeChange<CanvasNode>[]) {
    setNodes((before) => applyNodeChanges(changes, before));
    const moved = new Map<string, { x: number; y: number }>();
    const selected = new Set(useEditor.getState().selectedNodes);
    for (const change of changes) {
      if (change.type === "position" && change.dragging !== true && change.position)
        moved.set(change.id, change.position);
      if (change.type === "select") {
        if (change.selected) selected.add(change.id);
        else selected.delete(change.id);
      }
    }
    for (const node of flow.nodes) {
      const to = moved.get(node.id);
      if (to && Math.abs(to.x - node.position.x) < 1 && Math.abs(to.y - node.position.y) < 1)
        moved.delete(node.id);
    }
    if (moved.size > 0) edit(moveNodes(moved));
    if (changes.some((it) => it.type === "select"))
      select(selected, useEditor.getState().selectedEdges);
  }

  function followEdgeChanges(changes: EdgeChange[]) {
    const selected = new Set(useEditor.getState().selectedEdges);
    for (const change of changes) {
      if (change.type !== "select") continue;
      if (change.selected) selected.add(change.id);
      else selected.delete(change.id);
    }
    if (changes.some((it) => it.type === "select"))
      select(useEditor.getState().selectedNodes, selected);
  }

  const isValid = ({ target }: { target: string | null }) =>
    flow.nodes.some((node) => node.id === target && ours[node.type].group !== "triggers");

  return (
    <>
      <ReactFlow<CanvasNode>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme}
        aria-label={t("editor.canvas.label")}
        onNodesChange={followChanges}
        onEdgesChange={followEdgeChanges}
        onConnect={({ source, sourceHandle, target }: Connection) =>
          edit(connect(source, sourceHandle ?? "next", target))
        }
        onReconnect={(edge, { source, sourceHandle, target }) =>
          edit(reconnect(edge.id, source, sourceHandle ?? "next", target))
        }
        onConnectEnd={(event, state) => {
          if (
            state.isValid ||
            state.toNode ||
            !state.fromNode ||
            state.fromHandle?.type !== "source"
          )
            return;
          const at = pointOf(event);
          const position = screenToFlowPosition(at);
          openChooser({
            at,
            from: { nodeId: state.fromNode.id, port: state.fromHandle.id ?? "next" },
            position: { x: position.x, y: position.y - 20 },
          });
        }}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes(dragType)) return;
          event.preventDefault();
          event.dataTransfer.dropEffect = "copy";
        }}
        onDrop={(event) => {
          const type = event.dataTransfer.getData(dragType);
          if (!Object.hasOwn(ours, type)) return;
          event.preventDefault();
          const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY });
          placeNode(type as NodeTypeId, { x: x - cardWidth / 2, y: y - 20 });
        }}
        onPaneContextMenu={(event) => {
          event.preventDefault();
          if (readOnly) return;
          const at = { x: event.clientX, y: event.clientY };
          openChooser({ at, position: screenToFlowPosition(at) });
        }}
        onNodeContextMenu={(event, node) => {
          event.preventDefault();
          openNodeMenu({ nodeId: node.id, at: { x: event.clientX, y: event.clientY } });
        }}
        onNodeDoubleClick={onOpenNode}
        onNodeClick={(event) => {
          if (!event.ctrlKey && !event.shiftKey && !event.metaKey) onClickNode?.();
        }}
        onNodeDragStop={() => useEditor.getState().seal()}
        onEdgeMouseEnter={(_, edge) => useMarks.setState({ hoveredEdge: edge.id })}
        onEdgeMouseLeave={() => useMarks.setState({ hoveredEdge: undefined })}
        isValidConnection={isValid}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={!readOnly}
        deleteKeyCode={null}
        multiSelectionKeyCode={multiSelectKeys}
        panOnScroll
        minZoom={0.1}
        maxZoom={1.75}
        connectionRadius={36}
        onlyRenderVisibleElements={flow.nodes.length > 300}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.6} color="var(--cl-dots)" />
        <Controls showInteractive={false} position="bottom-left" />
        {!narrow && (
          <MiniMap
            pannable
            zoomable
            position="bottom-right"
            style={{ width: 150, height: 104 }}
            ariaLabel={t("editor.canvas.miniMap")}
            nodeColor={(node) => `var(--cl-${ours[node.type as NodeTypeId]?.group ?? "logic"})`}
          />
        )}
      </ReactFlow>
      <CanvasChooser />
    </>
  );
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const touch = "changedTouches" in event ? event.changedTouches[0] : undefined;
  const point = touch ?? (event as MouseEvent);
  return { x: point.clientX, y: point.clientY };
}
