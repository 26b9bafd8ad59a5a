import type { SegmentWorld } from "@chatloom/runtime";
import { useMemo } from "react";
import { useSegments } from "../api/use-definitions.ts";
import { useWorkspace } from "./use-workspace.ts";

/** Reads the segments as the engine judges them: `segments` is undefined while the `query` reads them. */
export function useSegmentConditions() {
  const query = useSegments();
  const timeZone = useWorkspace().data?.timeZone;
  const items = query.data?.items;
  const segments = useMemo(
    (): SegmentWorld | undefined =>
      items && timeZone !== undefined
        ? {
            timeZone: timeZone || "UTC",
            conditions: Object.fromEntries(items.map((it) => [it.id, it.condition])),
          }
        : undefined,
    [items, timeZone],
  );
  return { segments, query };
}
