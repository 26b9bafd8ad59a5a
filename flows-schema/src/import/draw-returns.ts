import type { NodeData } from "../flow.ts";
import { type FlowNode, portsOf } from "../flow.ts";
import type { DraftGraph, Exit } from "./draft-graph.ts";
import { onlyIf } from "./only-if.ts";

const mostBranches = 20;

/** A way into a part of the flow that comes back: the step that leads there, and both ends. */
export interface DraftCall {
  readonly id: string;
  readonly target: string;
  readonly back: string;
}

interface Place {
  readonly graph: DraftGraph;
  readonly nodes: ReadonlyMap<string, Pick<FlowNode, "id" | "type"> & { readonly data: unknown }>;
  /** The variable that says which call is under way. */
  readonly variable: string;
  addCondition(data: NodeData<"condition">): string;
  addStep(data: NodeData<"setVariable">): string;
}

/** Lets every end of the called parts go back to where the call came from. */
export function drawReturns(
  calls: readonly DraftCall[],
  { graph, nodes, variable, addCondition, addStep }: Place,
): void {
  const callers = new Map<string, DraftCall[]>();
  for (const call of calls) {
    for (const id of reachedFrom(call.target, graph)) {
      callers.set(id, [...(callers.get(id) ?? []), call]);
    }
  }
  const ends = [...callers].flatMap(([id, by]) => {
    const node = nodes.get(id);
    const places = node ? openPlaces(node as FlowNode, graph) : [];
    return places.map((exit) => ({ exit, by }));
  });
  const returned = new Map<string, string>();
  for (const { id, back } of calls) {
    const done = addStep({ assignments: [{ variable, operation: "clear", as: "string" }] });
    graph.lead({ node: done, port: "next" }, back);
    returned.set(id, done);
  }
  // Ends that other calls reach have a step of their own: one for all would make a circle of calls that follow one another.
  const conditions = new Map<string, string>();
  for (const { exit, by } of ends) {
    const key = by.map((it) => it.id).join(" ");
    const node = conditions.get(key) ?? conditionFor(by);
    conditions.set(key, node);
    graph.lead(exit, node);
  }
  function conditionFor(by: readonly DraftCall[]): string {
    const here = by.slice(0, mostBranches);
    const node = addCondition({ branches: here.map(branchOf(variable)) });
    for (const { id } of here) {
      graph.lead({ node, port: `branch:${id}` }, returned.get(id) as string);
    }
    if (by.length > mostBranches) {
      graph.lead({ node, port: "else" }, conditionFor(by.slice(mostBranches)));
    }
    return node;
  }
}

const branchOf =
  (variable: string) =>
  ({ id }: DraftCall) => ({
    id,
    label: id,
    condition: onlyIf({ left: variable, operator: "equals", right: id }),
  });

function reachedFrom(start: string, graph: DraftGraph): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const id of reached) {
    for (const exit of graph.waysFrom(id)) {
      reached.add(graph.target(exit) as string);
    }
  }
  return reached;
}

/** The places of a step from which the conversation would end. */
export function openPlaces(node: FlowNode, graph: DraftGraph): Exit[] {
  return portsOf(node)
    .filter(
      ({ id, kind, optional }) =>
        (kind === "next" || kind === "option") &&
        !optional &&
        graph.target({ node: node.id, port: id }) === undefined,
    )
    .map((port) => ({ node: node.id, port: port.id }));
}
