import type { Flow, FlowNode } from "@chatloom/flows-schema";
import { create } from "zustand";
import type { Command } from "./command.ts";
import { begin, edit, type History, redo, seal, undo } from "./history.ts";

/** The state of the editor: the flow on the canvas and the selection. */
export interface Editor extends History {
  readonly flowId: string;
  /** May not be changed, by the member's role or because an old version is shown. */
  readonly readOnly: boolean;
  readonly selectedNodes: ReadonlySet<string>;
  readonly selectedEdges: ReadonlySet<string>;
  open: (flowId: string, flow: Flow, readOnly: boolean) => void;
  edit: (command: Command) => void;
  undo: () => void;
  redo: () => void;
  seal: () => void;
  select: (nodes: Iterable<string>, edges?: Iterable<string>) => void;
}

const nothing: ReadonlySet<string> = new Set();

/** The editor's store. One flow is open at a time. */
export const useEditor = create<Editor>()((set) => ({
  ...begin({} as Flow),
  flowId: "",
  readOnly: true,
  selectedNodes: nothing,
  selectedEdges: nothing,
  open: (flowId, flow, readOnly) =>
    set({ ...begin(flow), flowId, readOnly, selectedNodes: nothing, selectedEdges: nothing }),
  edit: (command) => set((state) => (state.readOnly ? state : edit(state, command))),
  undo: () => set((state) => (state.readOnly ? state : undo(state))),
  redo: () => set((state) => (state.readOnly ? state : redo(state))),
  seal: () => set(seal),
  select: (nodes, edges = []) =>
    set({ selectedNodes: new Set(nodes), selectedEdges: new Set(edges) }),
}));

/** The node that is selected alone, if one is. */
export function selectedNode(state: Editor): FlowNode | undefined {
  if (state.selectedNodes.size !== 1) {
    return undefined;
  }
  const [id] = state.selectedNodes;
  return state.flow.nodes.find((node) => node.id === id);
}
