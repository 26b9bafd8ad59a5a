import { Loading } from "../ui/loading.tsx";
import { NotLoaded } from "../ui/not-loaded.tsx";
import { usePart } from "../ui/use-part.ts";
import type { SimulatorStart } from "./simulator/simulator-panel.tsx";

/** Loads the code of the simulator, which holds the whole engine. */
const loadSimulator = () => import("./simulator/simulator-panel.tsx");

/** The simulator, once its code is there. */
export function SimulatorPart(props: { readonly start: SimulatorStart | undefined }) {
  const { part, failed, retry } = usePart(loadSimulator);
  if (failed) {
    return <NotLoaded onRetry={() => void retry()} />;
  }
  if (!part) {
    return <Loading m="md" />;
  }
  return <part.SimulatorPanel {...props} />;
}
