import type { ListedFigure, ReplyOf, routes, StepFigures } from "@chatloom/api-schema";
import { create } from "zustand";
import { runsAt } from "../../figures/runs-at.ts";

type Report = ReplyOf<typeof routes.reports.readFlowReport>;

/** Numbers of a period on the canvas, beside the flow. */
interface Numbers {
  /** Whether they are shown; then cards, ports and edges show what is known. */
  readonly shown: boolean;
  readonly byNode: Readonly<Record<string, StepFigures>>;
  /** By `nodeId port`. */
  readonly byPort: Readonly<Record<string, number>>;
  /** The highest number of runs at a node, which heat is measured by. */
  readonly most: number;
  /** The figure of a node whose conversations are listed. */
  readonly behind: { readonly nodeId: string; readonly figure: ListedFigure } | undefined;
}

const noNumbers: Numbers = { shown: false, byNode: {}, byPort: {}, most: 1, behind: undefined };

/** The numbers on the canvas. */
export const useNumbers = create<Numbers>()(() => noNumbers);

/** Shows a flow's numbers, or none while they are read. */
export function showNumbers(report: Report | undefined): void {
  const steps = report?.steps ?? [];
  useNumbers.setState({
    shown: true,
    byNode: Object.fromEntries(steps.map((it) => [it.nodeId, it])),
    byPort: Object.fromEntries(
      steps.flatMap(({ nodeId, left }) =>
        left.map(({ port, count }) => [`${nodeId} ${port}`, count]),
      ),
    ),
    most: Math.max(1, ...steps.map((it) => runsAt(it))),
  });
}

/** Takes the numbers away. */
export function hideNumbers(): void {
  useNumbers.setState(noNumbers);
}

/** Lists the conversations behind a figure of a node. */
export function listBehind(behind: Numbers["behind"]): void {
  useNumbers.setState({ behind });
}

/** Returns how much of the flow's traffic a node has, from 0 to 1; undefined while numbers are hidden. */
export function useHeat(nodeId: string): number | undefined {
  return useNumbers(({ shown, byNode, most }) => {
    const figures = byNode[nodeId];
    return shown ? (figures ? runsAt(figures) : 0) / most : undefined;
  });
}
