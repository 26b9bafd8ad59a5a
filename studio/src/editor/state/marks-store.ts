import type { ChangeKind, Finding } from "@chatloom/flows-schema";
import { create } from "zustand";

interface Coverage {
  readonly nodes: ReadonlySet<string>;
  readonly ports: ReadonlySet<string>;
}

/** Marks on the canvas that are not part of the flow. */
interface Marks {
  readonly findings: readonly Finding[];
  readonly findingsByNode: ReadonlyMap<string, readonly Finding[]>;
  /** How many conversations stand at each node now. */
  readonly positions: Readonly<Record<string, number>>;
  /** Where the simulated conversation has been, by node id and by `nodeId port`, and where it stands. */
  readonly visited: ReadonlySet<string>;
  readonly taken: ReadonlySet<string>;
  readonly standsAt: string | undefined;
  /** The node that a line of the simulated chat came from, while it is pointed at. */
  readonly pointedAt: string | undefined;
  /** The steps and ports (`nodeId port`) that tests use, while they are shown. */
  readonly coverage: Coverage | undefined;
  readonly hoveredEdge: string | undefined;
  /** How steps differ from a version, while it is compared. */
  readonly changes: ReadonlyMap<string, ChangeKind>;
}

const noMarks: Marks = {
  findings: [],
  findingsByNode: new Map(),
  positions: {},
  visited: new Set(),
  taken: new Set(),
  standsAt: undefined,
  pointedAt: undefined,
  coverage: undefined,
  hoveredEdge: undefined,
  changes: new Map(),
};

/** The marks on the canvas. Each comes from elsewhere: the checks, the server, the simulator, the pointer. */
export const useMarks = create<Marks>()(() => noMarks);

/** Shows the findings of the flow. Nodes with unchanged findings keep their list, so that their cards are not drawn again. */
export function markFindings(findings: readonly Finding[]): void {
  const before = useMarks.getState();
  if (JSON.stringify(findings) === JSON.stringify(before.findings)) {
    return;
  }
  const byNode = new Map<string, readonly Finding[]>();
  for (const finding of findings) {
    if (finding.nodeId === undefined) {
      continue;
    }
    byNode.set(finding.nodeId, [...(byNode.get(finding.nodeId) ?? []), finding]);
  }
  for (const [nodeId, list] of byNode) {
    const old = before.findingsByNode.get(nodeId);
    if (old && JSON.stringify(old) === JSON.stringify(list)) {
      byNode.set(nodeId, old);
    }
  }
  useMarks.setState({ findings, findingsByNode: byNode });
}

/** Shows where conversations stand. */
export function markPositions(positions: Readonly<Record<string, number>>): void {
  useMarks.setState({ positions });
}

/** Shows the simulated conversation's way. */
export function markTrace(trace: Pick<Marks, "visited" | "taken" | "standsAt"> = noMarks): void {
  useMarks.setState({ visited: trace.visited, taken: trace.taken, standsAt: trace.standsAt });
}

/** Shows which steps and ports tests use; without an argument, no longer. */
export function markCoverage(used?: {
  readonly nodes: readonly string[];
  readonly ports: readonly string[];
}): void {
  const coverage = used && { nodes: new Set(used.nodes), ports: new Set(used.ports) };
  useMarks.setState({ coverage });
}

const leaveMs = 300;
let leaving: ReturnType<typeof setTimeout> | undefined;

/** Marks the edge that the pointer is at. Leaving counts after 0.3 seconds: the pointer may be on its way to the edge's tools. */
export function hoverEdge(edgeId: string | undefined): void {
  clearTimeout(leaving);
  if (edgeId !== undefined) {
    useMarks.setState({ hoveredEdge: edgeId });
  } else {
    leaving = setTimeout(() => useMarks.setState({ hoveredEdge: undefined }), leaveMs);
  }
}

/** Shows how steps differ from a version; without an argument, no longer. */
export function markChanges(changes: Marks["changes"] = noMarks.changes): void {
  useMarks.setState({ changes });
}

/** Takes every mark away: another flow is opened. */
export function clearMarks(): void {
  useMarks.setState(noMarks);
}
