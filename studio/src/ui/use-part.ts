import { useCallback, useEffect, useState } from "react";
import { loadPart } from "./load-part.ts";

/** Loads a part of the studio's code while the component is shown. `load` must stay the same function. */
export function usePart<T>(load: () => Promise<T>) {
  const [part, setPart] = useState<T>();
  const [failed, setFailed] = useState(false);
  const retry = useCallback(async () => {
    setFailed(false);
    try {
      const loaded = await loadPart(load);
      setPart(() => loaded);
    } catch {
      setFailed(true);
    }
  }, [load]);
  useEffect(() => void retry(), [retry]);
  return { part, failed, retry };
}
