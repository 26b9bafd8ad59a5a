import { type Flow, portsOf } from "@chatloom/flows-schema";
import { cardWidth } from "./free-place.ts";

type Sizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

/** Where every node should stand so that the flow reads from left to right. The layout engine is large and comes when first needed. */
export async function arrangeFlow(
  flow: Flow,
  sizes: Sizes,
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
        "elk.layered.spacing.nodeNodeBetweenLayers": "90",
        "elk.spacing.nodeNode": "48",
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
    return new Map(
      (graph.children ?? []).map((child) => [child.id, { x: child.x ?? 0, y: child.y ?? 0 }]),
    );
  } finally {
    elk.terminateWorker();
  }
}
