import type { Finding } from "@chatloom/flows-schema";
import { create } from "zustand";
import { useEditor } from "./editor-store.ts";
import { useMarks } from "./marks-store.ts";

interface FreshStep {
  readonly nodeId: string | undefined;
  /** JSON pointers of the fields that were left. */
  readonly left: readonly string[];
}

const none: FreshStep = { nodeId: undefined, left: [] };

/** The step that was just added: nobody has filled it in yet, so nothing about it is called wrong. */
const useFreshStep = create<FreshStep>()(() => none);

/** Holds a new step's findings back, field by field until it is left, all of them until another step is selected. */
export function beginFreshStep(nodeId: string): void {
  useFreshStep.setState({ nodeId, left: [] });
}

/** Shows the findings of a field from now on. */
export function leaveField(path: string): void {
  const { nodeId, left } = useFreshStep.getState();
  if (nodeId !== undefined && !left.includes(path)) {
    useFreshStep.setState({ left: [...left, path] });
  }
}

/** Shows everything that is wrong. */
export function endFreshStep(): void {
  if (useFreshStep.getState().nodeId !== undefined) {
    useFreshStep.setState(none);
  }
}

useEditor.subscribe(({ selectedNodes }) => {
  const { nodeId } = useFreshStep.getState();
  if (nodeId !== undefined && !selectedNodes.has(nodeId)) {
    endFreshStep();
  }
});

/** Returns the findings that a step shows on its card and in its form. */
export function useShownFindings(nodeId: string): readonly Finding[] {
  const findings = useMarks((marks) => marks.findingsByNode.get(nodeId)) ?? noFindings;
  const left = useFreshStep((fresh) => (fresh.nodeId === nodeId ? fresh.left : undefined));
  return left ? shownWhileFresh(findings, left) : findings;
}

const noFindings: readonly Finding[] = [];

/** Of a new step's findings, those about fields that were left, or about fields within them. */
export function shownWhileFresh(
  findings: readonly Finding[],
  left: readonly string[],
): readonly Finding[] {
  return findings.filter(
    ({ path }) => path !== undefined && left.some((it) => path === it || path.startsWith(`${it}/`)),
  );
}
