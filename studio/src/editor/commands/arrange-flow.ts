import { type Flow, portsOf } from "@chatloom/flows-schema";
import { cardWidth } from "./card-width.ts";
import { wrapLayers } from "./wrap-layers.ts";

type Sizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

/** Space between two rows, in pixels: the edges that lead back run through it. */
const rowGap = 72;

/** Computes where every node should stand so that the flow reads like a text: from left to right, in rows that fit a view of this size in pixels. The layout engine is large and comes when first needed. */
export async function arrangeFlow(
  flow: Flow,
  sizes: Sizes,
  view: { readonly width: number; readonly height: number },
): Promise<Map<string, { x: number; y: number }>> {
  const [{ default: Elk }, { default: ElkWorker }] = await Promise.all([
    import("elkjs/lib/elk-api.js"),
    import("elkjs/lib/elk-worker.min.js?worker"),
  ]);
  const elk = new Elk({ workerFactory: () => new ElkWorker() });
  try {
    const graph = await elk.layout({
      id: "flow",
      layoutOptions: {
        "elk.algorithm": "layered",
        "elk.direction": "RIGHT",
        "elk.layered.spacing.nodeNodeBetweenLayers": "56",
        "elk.spacing.nodeNode": "32",
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
          layoutOptions: { "elk.portConstraints": "FIXED_POS" },
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
    const boxes = (graph.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }) => ({
      id,
      x,
      y,
      width,
      height,
    }));
    return wrapLayers(boxes, view, rowGap);
  } finally {
    elk.terminateWorker();
  }
}
