import { nodeTypes } from "@chatloom/flows-schema";
import {
  type Connection,
  type Edge,
  type FinalConnectionState,
  type IsValidConnection,
  useReactFlow,
  useStoreApi,
} from "@xyflow/react";
import { useMemo } from "react";
import { connect, reconnect } from "../commands/edges.ts";
import { openPort } from "../commands/open-port.ts";
import { openChooser } from "../state/chooser-store.ts";
import { useEditor } from "../state/editor-store.ts";

/** Handles a connection while it is drawn: it ends at a dot, anywhere on a card, or in the void, where a new step is offered. */
export function useConnections() {
  const { screenToFlowPosition } = useReactFlow();
  const store = useStoreApi();
  return useMemo(() => {
    const mark = (connecting: boolean) =>
      store.getState().domNode?.classList.toggle("connecting", connecting);

    function onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
      mark(false);
      if (state.isValid || !state.fromNode || useEditor.getState().readOnly) {
        return;
      }
      const at = pointOf(event);
      const below = document.elementFromPoint(at.x, at.y);
      const nodeId = below?.closest<HTMLElement>(".react-flow__node")?.dataset.id;
      const from = { nodeId: state.fromNode.id, port: state.fromHandle?.id ?? "next" };
      const forwards = state.fromHandle?.type === "source";
      if (nodeId !== undefined) {
        if (nodeId === from.nodeId) {
          return;
        }
        if (forwards) {
          connectTo(from, nodeId);
        } else {
          connectFrom(nodeId, from.nodeId);
        }
      } else if (forwards && !state.toNode && below?.closest(".react-flow")) {
        const position = screenToFlowPosition(at);
        openChooser({ at, from, position: { x: position.x, y: position.y - 20 } });
      }
    }

    return {
      isValid: (({ target }) => mayBeReached(target)) as IsValidConnection,
      onConnectStart: () => mark(true),
      onConnect: ({ source, sourceHandle, target }: Connection) =>
        useEditor.getState().edit(connect(source, sourceHandle ?? "next", target)),
      onReconnect: (edge: Edge, { source, sourceHandle, target }: Connection) =>
        useEditor.getState().edit(reconnect(edge.id, source, sourceHandle ?? "next", target)),
      onConnectEnd,
    };
  }, [screenToFlowPosition, store]);
}

function connectTo(from: { readonly nodeId: string; readonly port: string }, target: string): void {
  if (mayBeReached(target)) {
    useEditor.getState().edit(connect(from.nodeId, from.port, target));
  }
}

function connectFrom(source: string, target: string): void {
  const { flow, edit } = useEditor.getState();
  const port = openPort(flow, source);
  if (port !== undefined && mayBeReached(target)) {
    edit(connect(source, port, target));
  }
}

function mayBeReached(nodeId: string | null): boolean {
  const node = useEditor.getState().flow.nodes.find((it) => it.id === nodeId);
  return node !== undefined && nodeTypes[node.type].group !== "triggers";
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const touch = "changedTouches" in event ? event.changedTouches[0] : undefined;
  const point = touch ?? (event as MouseEvent);
  return { x: point.clientX, y: point.clientY };
}
