import { type Flow, portsOf } from "@chatloom/flows-schema";
import type { RanTest } from "./use-test-run.ts";

/** The steps and ports that tests used, and how many the flow has. */
interface Coverage {
  readonly nodes: readonly string[];
  /** As `nodeId port`. */
  readonly ports: readonly string[];
  readonly ofNodes: number;
  readonly ofPorts: number;
}

/** Adds up the coverage of tests, as far as the flow still has the steps and ports. */
export function coverageOf(flow: Flow, ran: readonly RanTest[]): Coverage {
  const nodes = new Set(ran.flatMap((it) => it.result?.coverage.nodes ?? []));
  const ports = new Set(ran.flatMap((it) => it.result?.coverage.ports ?? []));
  const all = flow.nodes.flatMap((node) => portsOf(node).map((port) => `${node.id} ${port.id}`));
  return {
    nodes: flow.nodes.flatMap(({ id }) => (nodes.has(id) ? [id] : [])),
    ports: all.filter((it) => ports.has(it)),
    ofNodes: flow.nodes.length,
    ofPorts: all.length,
  };
}
