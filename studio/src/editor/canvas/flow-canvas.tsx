import "@xyflow/react/dist/style.css";
import { type NodeTypeId, nodeTypes as ours } from "@chatloom/flows-schema";
import { useComputedColorScheme } from "@mantine/core";
import {
  Background,
  BackgroundVariant,
  MiniMap,
  type Node,
  type NodeTypes,
  ReactFlow,
  type Viewport,
} from "@xyflow/react";
import { type MouseEvent, useCallback, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNarrow } from "../../ui/use-narrow.ts";
import { useEditor } from "../state/editor-store.ts";
import { markOf } from "../state/mark-ids.ts";
import { hoverEdge } from "../state/marks-store.ts";
import { CanvasChooser } from "./canvas-chooser.tsx";
import { CanvasControls } from "./canvas-controls.tsx";
import type { DrawnNode } from "./canvas-marks.ts";
import { DistanceProvider } from "./distance-context.tsx";
import { firstViewport } from "./first-viewport.ts";
import { FlowEdge } from "./flow-edge.tsx";
import { FrameCard } from "./frame-card.tsx";
import { NodeCard } from "./node-card.tsx";
import { openNodeMenu } from "./node-menu-store.ts";
import { NoteCard } from "./note-card.tsx";
import { useCanvasDrops } from "./use-canvas-drops.ts";
import { useCanvasEdges } from "./use-canvas-edges.ts";
import { useCanvasNodes } from "./use-canvas-nodes.ts";
import { useCanvasWords } from "./use-canvas-words.ts";
import { useClickOutside } from "./use-click-outside.ts";
import { useConnections } from "./use-connections.ts";
import { useNodesFirst } from "./use-nodes-first.ts";
import { useViewport } from "./use-viewport.ts";
import "./canvas.css";

// Outside the component: React Flow wants the same objects at every drawing.
const nodeTypes: NodeTypes = {
  ...Object.fromEntries(Object.keys(ours).map((type) => [type, NodeCard])),
  note: NoteCard,
  frame: FrameCard,
} as NodeTypes;
const edgeTypes = { flow: FlowEdge };
const multiSelectKeys = ["Meta", "Control", "Shift"];
/** Flows up to this size are drawn whole: all of it is there for screen readers and the browser's search. */
const drawnWhole = 100;
/** Flows up to this size are readable when fitted. A map would only cover their steps. */
const seenWhole = 24;
const miniMapStyle = { width: 132, height: 92 };

interface CanvasProps {
  readonly onOpenNode: () => void;
  readonly onClickNode: () => void;
}

/** The canvas. It shows the right part of the flow from the first frame: drawing everything first, to fit it, takes seconds. */
export function FlowCanvas(props: CanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState<Viewport>();
  useLayoutEffect(() => {
    const { width, height } = frame.current?.getBoundingClientRect() ?? { width: 800, height: 600 };
    const { flow, selectedNodes } = useEditor.getState();
    setViewport(firstViewport(flow.nodes, { width, height }, [...selectedNodes][0]));
  }, []);
  return (
    <div ref={frame} className="canvas-frame">
      {viewport && <DrawnFlow {...props} viewport={viewport} />}
    </div>
  );
}

/** Draws the flow with React Flow; what it wants to change becomes commands. Every handler stays the same function: a new one is written into React Flow's store, which asks all nodes and edges. */
function DrawnFlow({
  onOpenNode,
  onClickNode,
  viewport,
}: CanvasProps & { readonly viewport: Viewport }) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme("light");
  const narrow = useNarrow();
  const words = useCanvasWords();
  const readOnly = useEditor((editor) => editor.readOnly);
  const large = useEditor((editor) => editor.flow.nodes.length > drawnWhole);
  const mapped = useEditor((editor) => editor.flow.nodes.length > seenWhole);
  const frame = useRef<HTMLDivElement>(null);
  const nodes = useCanvasNodes();
  const edges = useCanvasEdges();
  const connections = useConnections();
  const drops = useCanvasDrops();
  useViewport();
  useClickOutside(frame);
  useNodesFirst(frame);

  const clickNode = useCallback(
    (event: MouseEvent, node: Node) => {
      if (event.ctrlKey || event.shiftKey || event.metaKey) {
        return;
      }
      useEditor.getState().select([node.id]);
      if (!markOf(node.id)) {
        onClickNode();
      }
    },
    [onClickNode],
  );

  const openStep = useCallback(
    (_event: MouseEvent, node: Node) => {
      if (!markOf(node.id)) {
        onOpenNode();
      }
    },
    [onOpenNode],
  );

  return (
    <DistanceProvider>
      <ReactFlow<DrawnNode>
        ref={frame}
        nodes={nodes.nodes}
        edges={edges.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme}
        aria-label={t("editor.canvas.label")}
        ariaLabelConfig={words}
        onNodesChange={nodes.followChanges}
        onEdgesChange={edges.followChanges}
        onConnect={connections.onConnect}
        onConnectStart={connections.onConnectStart}
        onConnectEnd={connections.onConnectEnd}
        onReconnect={connections.onReconnect}
        isValidConnection={connections.isValid}
        onDragOver={drops.onDragOver}
        onDrop={drops.onDrop}
        onPaneContextMenu={drops.onPaneContextMenu}
        onNodeContextMenu={openMenu}
        onNodeDoubleClick={openStep}
        onNodeClick={clickNode}
        onNodeDragStop={endStep}
        onEdgeMouseEnter={enterEdge}
        onEdgeMouseLeave={leaveEdge}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={!readOnly}
        elevateEdgesOnSelect={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={multiSelectKeys}
        panOnScroll
        defaultViewport={viewport}
        minZoom={0.02}
        maxZoom={1.75}
        connectionRadius={36}
        onlyRenderVisibleElements={large}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.6} color="var(--cl-dots)" />
        <CanvasControls />
        {!narrow && mapped && (
          <MiniMap
            pannable
            zoomable
            position="bottom-left"
            className="mini-map"
            style={miniMapStyle}
            ariaLabel={t("editor.canvas.miniMap")}
            nodeColor={colorOf}
          />
        )}
      </ReactFlow>
      <CanvasChooser />
    </DistanceProvider>
  );
}

function colorOf(node: Node): string {
  return `var(--cl-${ours[node.type as NodeTypeId]?.group ?? "logic"})`;
}

function openMenu(event: MouseEvent, node: Node): void {
  event.preventDefault();
  if (markOf(node.id)) {
    return;
  }
  openNodeMenu({ nodeId: node.id, at: { x: event.clientX, y: event.clientY } });
}

function endStep(): void {
  useEditor.getState().seal();
}

function enterEdge(_event: MouseEvent, edge: { readonly id: string }): void {
  hoverEdge(edge.id);
}

function leaveEdge(): void {
  hoverEdge(undefined);
}
