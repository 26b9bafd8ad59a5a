import { create } from "zustand";
import type { PortPlace } from "../commands/add-node.ts";

/** Where on the screen a node is to be chosen, and what it will hang behind. */
export interface ChooserRequest {
  readonly at: { readonly x: number; readonly y: number };
  readonly from?: PortPlace;
  /** Where on the canvas it is to stand; without, beside what it hangs behind. */
  readonly position?: { readonly x: number; readonly y: number };
}

/** The one chooser over the canvas. */
export const useChooser = create<{ readonly request: ChooserRequest | undefined }>()(() => ({
  request: undefined,
}));

/** Asks which node to put there. */
export function openChooser(request: ChooserRequest | undefined): void {
  useChooser.setState({ request });
}
