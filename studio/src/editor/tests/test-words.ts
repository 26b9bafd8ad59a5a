import type { TestProblem, TestStep } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { TFunction } from "i18next";
import { useEditor } from "../state/editor-store.ts";
import { nodeName } from "../state/node-words.ts";

/** Says in the member's language why a step of a test failed. */
export function problemWords(t: TFunction, problem: TestProblem): string {
  const { step } = problem.values;
  // Each sentence has other values, which its type would ask for.
  return t(`tests.problems.${problem.code}` as "tests.problems.noCall", {
    ...problem.values,
    ...defined({ step: step === undefined ? undefined : stepName(t, step) }),
  });
}

/** The name of a step of the flow on the canvas; its id where it is gone. */
export function stepName(t: TFunction, nodeId: string): string {
  const node = useEditor.getState().flow.nodes.find((it) => it.id === nodeId);
  return node ? nodeName(t, node) : nodeId;
}

/** Returns a step of a test in one line without its kind. */
export function stepWords(t: TFunction, step: TestStep): string {
  switch (step.kind) {
    case "write":
    case "says":
    case "contains":
    case "never":
      return step.text;
    case "tap":
      return step.label;
    case "send":
      return step.content.kind;
    case "wait":
      return t("tests.minutes", { count: Math.round(step.minutes * 10) / 10 });
    case "answer":
      return JSON.stringify(step.value);
    case "callback":
      return JSON.stringify(step.body);
    case "fail":
      return step.code;
    case "start":
      return step.nodeId === undefined ? "" : stepName(t, step.nodeId);
    case "passes":
      return stepName(t, step.nodeId);
    case "variable":
      return `${step.name} = ${JSON.stringify(step.value)}`;
    default:
      return "";
  }
}
