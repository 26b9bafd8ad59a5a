import { useStore } from "@xyflow/react";
import { createContext, type ReactNode, useContext } from "react";

/** How much of a card can be read: all of it, its title and icon, or only its color. */
export type Distance = "near" | "far" | "distant";

/** Below this zoom the text on a card is smaller than five pixels. */
const farZoom = 0.38;
/** Below this zoom the large title of a far card is smaller than five pixels, too. */
const distantZoom = 0.15;
const DistanceContext = createContext<Distance>("near");

/** Tells all cards and edges how much of them can be read, with one subscription for all of them. */
export function DistanceProvider({ children }: { readonly children: ReactNode }) {
  const distance = useStore(({ transform: [, , zoom] }): Distance => {
    if (zoom < distantZoom) {
      return "distant";
    }
    return zoom < farZoom ? "far" : "near";
  });
  return <DistanceContext value={distance}>{children}</DistanceContext>;
}

/** How far away the cards of the canvas are at the current zoom. */
export function useDistance(): Distance {
  return useContext(DistanceContext);
}
