import { create } from "zustand";

/** Which node's menu is open, and where on the screen. */
export interface NodeMenuRequest {
  readonly nodeId: string;
  readonly at: { readonly x: number; readonly y: number };
}

/** The one menu of a node. */
export const useNodeMenu = create<{ readonly request: NodeMenuRequest | undefined }>()(() => ({
  request: undefined,
}));

/** Opens a node's menu, or closes it. */
export function openNodeMenu(request: NodeMenuRequest | undefined): void {
  useNodeMenu.setState({ request });
}
