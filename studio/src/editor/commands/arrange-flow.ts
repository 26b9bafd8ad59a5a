import type { Flow } from "@chatloom/flows-schema";
import { loadPart } from "../../ui/load-part.ts";
import { placeSteps } from "./place-steps.ts";

/** Computes where every node should stand, see `placeSteps`. The layout engine is large and loaded when first needed. */
export async function arrangeFlow(
  flow: Flow,
  sizes: Parameters<typeof placeSteps>[1],
  view: Parameters<typeof placeSteps>[2],
): ReturnType<typeof placeSteps> {
  const [{ default: Elk }, { default: ElkWorker }] = await loadPart(() =>
    Promise.all([import("elkjs/lib/elk-api.js"), import("elkjs/lib/elk-worker.min.js?worker")]),
  );
  const worker = new ElkWorker();
  // Without a connection the engine does not answer, because its script is not loaded.
  const missing = loadPart(
    () => new Promise<never>((_, reject) => worker.addEventListener("error", reject)),
  );
  const elk = new Elk({ workerFactory: () => worker });
  try {
    return await placeSteps(flow, sizes, view, (graph) =>
      Promise.race([elk.layout(graph), missing]),
    );
  } finally {
    elk.terminateWorker();
  }
}
