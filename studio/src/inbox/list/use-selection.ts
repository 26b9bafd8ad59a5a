import { useCallback, useState } from "react";

/** The conversations that are chosen for a bulk action. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly set: (ids: readonly string[]) => void;
  readonly clear: () => void;
}

/** One call changes no more than this. */
export const mostSelected = 100;

/** Keeps which conversations are chosen. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (id: string) =>
      setIds((before) => {
        const next = new Set(before);
        if (!next.delete(id) && next.size < mostSelected) {
          next.add(id);
        }
        return next;
      }),
    [],
  );
  const set = useCallback(
    (chosen: readonly string[]) => setIds(new Set(chosen.slice(0, mostSelected))),
    [],
  );
  const clear = useCallback(() => setIds(new Set()), []);
  return { ids, toggle, set, clear };
}
