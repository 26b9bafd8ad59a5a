import { useCallback, useEffect, useState } from "react";
import { loadPart } from "./load-part.ts";

/** Loads a part of the studio's code while the component is shown. `load` must stay the same function. */
export function usePart<T>(load: () => Promise<T>) {
  const [part, setPart] = useState<T>();
  const [failed, setFailed] = useState(false);
  const attempt = useCallback(async () => {
    const loaded = await loadPart(load);
    setPart(() => loaded);
    setFailed(false);
  }, [load]);
  useEffect(() => {
    attempt().catch(() => setFailed(true));
  }, [attempt]);
  // Browsers remember a module that could not be fetched, until the page is loaded again.
  const retry = () => attempt().catch(() => window.location.reload());
  return { part, failed, retry };
}
