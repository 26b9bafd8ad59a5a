import { create } from "zustand";

/** A port that something is to be put behind. */
export interface PortPlace {
  readonly nodeId: string;
  readonly port: string;
}

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

/** Opens the chooser, or closes it. */
export function openChooser(request: ChooserRequest | undefined): void {
  useChooser.setState({ request });
}
