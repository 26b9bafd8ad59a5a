import { emptyFlow, type Flow, type NodeTypeId, nodeTypes, portsOf } from "@chatloom/flows-schema";

const kinds: readonly NodeTypeId[] = [
  "message",
  "quickReplies",
  "condition",
  "ask",
  "setVariable",
  "message",
  "llm",
  "contact",
];
const step = { x: 340, y: 460 };

/** Makes a flow of `size` nodes on a grid, each with the example data of its type and one or two edges. */
export function makeFlow(size: number): Flow {
  const columns = Math.ceil(Math.sqrt(size * 1.6));
  const nodes = Array.from({ length: size }, (_, index) => {
    const type = index === 0 ? "trigger.any" : (kinds[index % kinds.length] ?? "message");
    const position = {
      x: (index % columns) * step.x,
      y: Math.floor(index / columns) * step.y,
    };
    return { id: `n${index}`, type, position, data: nodeTypes[type].example };
  }) as Flow["nodes"];
  const edges = nodes.flatMap((node, index) =>
    portsOf(node)
      .slice(0, 2)
      .flatMap((port, at) => {
        const target = nodes[index + (at === 0 ? 1 : columns)];
        return target
          ? [{ id: `${node.id}-${at}`, source: node.id, sourceHandle: port.id, target: target.id }]
          : [];
      }),
  );
  return { ...emptyFlow(`Flow of ${size}`), nodes, edges };
}
