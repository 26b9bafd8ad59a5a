import { type Flow, nodeTypeOf, portsOf } from "@chatloom/flows-schema";
import { loadPart } from "../../ui/load-part.ts";
import { cardWidth } from "./card-width.ts";
import { wrapLayers } from "./wrap-layers.ts";

type Sizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

const gaps = { column: 56, box: 24, row: 56 };

/**
 * Computes where every node should stand so that the flow reads like a text: from left to right, triggers first, in rows that fit a
 * view of this size in pixels. The layout engine only says which nodes share a column. It is large and loaded when first needed.
 */
export async function arrangeFlow(
  flow: Flow,
  sizes: Sizes,
  view: { readonly width: number; readonly height: number },
): Promise<Map<string, { x: number; y: number }>> {
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
    const layout = elk.layout({
      id: "flow",
      layoutOptions: {
        "elk.algorithm": "layered",
        "elk.direction": "RIGHT",
        "elk.separateConnectedComponents": "false",
        "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
        "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
        "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      },
      children: flow.nodes.map((node) => {
        const { width = cardWidth, height = 160 } = sizes.get(node.id) ?? {};
        const ports = portsOf(node);
        return {
          id: node.id,
          width,
          height,
          layoutOptions: {
            "elk.portConstraints": "FIXED_POS",
            ...(nodeTypeOf(node).group === "triggers" && {
              "elk.layered.layering.layerConstraint": "FIRST",
            }),
          },
          ports: [
            { id: `${node.id} in`, x: 0, y: 20, width: 1, height: 1 },
            // The dots stand below each other at the end of the card.
            ...ports.map((port, index) => ({
              id: `${node.id} ${port.id}`,
              x: width,
              y: height - 20 - (ports.length - 1 - index) * 26,
              width: 1,
              height: 1,
            })),
          ],
        };
      }),
      edges: flow.edges.map((edge) => ({
        id: edge.id,
        sources: [`${edge.source} ${edge.sourceHandle}`],
        targets: [`${edge.target} in`],
      })),
    });
    const graph = await Promise.race([layout, missing]);
    const boxes = (graph.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }) => ({
      id,
      x,
      y,
      width,
      height,
    }));
    return wrapLayers(boxes, view, gaps);
  } finally {
    elk.terminateWorker();
  }
}
