import type { CSSProperties } from "react";

/** Returns the attributes of a card with heat from 0 to 1; only the style without. */
export function heatOf(heat: number | undefined, style: CSSProperties = {}) {
  return heat === undefined
    ? { style }
    : { "data-heat": true, style: { ...style, "--heat": heat } as CSSProperties };
}
