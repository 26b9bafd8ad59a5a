import { useStore } from "@xyflow/react";
import { createContext, type ReactNode, useContext } from "react";

/** Below this zoom the text on a card is smaller than five pixels. */
const farZoom = 0.38;
const FarContext = createContext(false);

/** Tells all cards and edges whether they are too small to be read, with one subscription for all of them. */
export function FarProvider({ children }: { readonly children: ReactNode }) {
  const far = useStore((state) => state.transform[2] < farZoom);
  return <FarContext value={far}>{children}</FarContext>;
}

/** Whether the canvas is zoomed out so far that cards show only what they are. */
export function useFar(): boolean {
  return useContext(FarContext);
}
