import {
  type CanvasFrame,
  type CanvasNote,
  type Flow,
  type FlowNode,
  framesByStep,
  nodeTypeOf,
  portsOf,
} from "@chatloom/flows-schema";

/** A part of the outline: steps that follow one another, alone or in a frame. */
export interface OutlineSection {
  /** Absent: the steps are in no frame. */
  readonly frame: CanvasFrame | undefined;
  readonly steps: readonly FlowNode[];
}

/** A flow as a text: its steps in the order of reading, and its notes. */
export interface Outline {
  readonly sections: readonly OutlineSection[];
  readonly notes: readonly CanvasNote[];
}

/** Lists steps in the order in which the conversation reaches them. The steps of a frame stand together, where the first of them is reached. */
export function outlineOf({ nodes, edges, frames, notes }: Flow): Outline {
  const byStep = framesByStep(frames);
  const ordered = inOrder(nodes, edges);
  const sections: { frame: CanvasFrame | undefined; steps: FlowNode[] }[] = [];
  const begun = new Map<CanvasFrame, FlowNode[]>();
  for (const node of ordered) {
    const frame = byStep.get(node.id);
    const last = sections.at(-1);
    const own = frame ? begun.get(frame) : last && !last.frame ? last.steps : undefined;
    if (own) {
      own.push(node);
      continue;
    }
    const steps = [node];
    sections.push({ frame, steps });
    if (frame) {
      begun.set(frame, steps);
    }
  }
  return { sections, notes: notes ?? [] };
}

/** Follows the ports from the triggers. Steps that nothing reaches come last. */
function inOrder(nodes: readonly FlowNode[], edges: Flow["edges"]): FlowNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const targets = new Map(edges.map((it) => [`${it.source} ${it.sourceHandle}`, it.target]));
  const found = new Set<FlowNode>();
  const starts = nodes.filter((node) => nodeTypeOf(node).group === "triggers");
  for (const start of [...starts, ...nodes]) {
    const waiting = [start];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (found.has(node)) {
        continue;
      }
      found.add(node);
      for (const port of [...portsOf(node)].reverse()) {
        const next = byId.get(targets.get(`${node.id} ${port.id}`) ?? "");
        if (next) {
          waiting.push(next);
        }
      }
    }
  }
  return [...found];
}
