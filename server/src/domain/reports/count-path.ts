import { choiceLabelName } from "@chatloom/flows-schema";
import type { PathStep } from "@chatloom/runtime";
import { type Carried, mostCarried } from "./carried.ts";
import { type CountedAnswer, readAnswer } from "./counted-answer.ts";
import { count, countName } from "./counts.ts";
import { countDuration } from "./durations.ts";
import type { ReportedTurn } from "./facts.ts";

/** Whom a step waits for that asks the contact: `callback` is a form on a page. */
const asking: ReadonlySet<string> = new Set(["contact", "callback"]);

type Counting = Record<string, number>;
type Place = NonNullable<Carried["places"]>[number];

/**
 * Counts the steps of flows, for each version: runs, nodes that were entered, ports that were left by, steps that failed or were left
 * for good, and how long contacts stayed. A run that passes a step or a port twice counts there once. Answers to questions are added to
 * `answers`, each time. Returns what is carried on.
 */
export function countPath(
  turns: readonly ReportedTurn[],
  ownOf: (group: string) => Counting,
  before: Carried,
  answers: CountedAnswer[],
): Carried {
  if (turns.length === 0) {
    return before;
  }
  const versions = new Map(before.versions);
  const passed = new Set(before.passed);
  const places = new Map<string, Place>((before.places ?? []).map((it) => [it.flowId, it]));
  const once = (own: Counting, flowId: string, ...name: string[]) => {
    const mark = countName(flowId, ...name);
    if (!passed.has(mark)) {
      passed.add(mark);
      count(own, countName(...name));
    }
  };

  function take(step: PathStep, at: number): void {
    const { flowId } = step;
    if (step.step === "started") {
      versions.set(flowId, step.version);
      forget(flowId);
    }
    const own = ownOf(countName("v", flowId, String(versions.get(flowId) ?? 0)));
    switch (step.step) {
      case "started":
        count(own, "runs");
        return;
      case "entered":
        once(own, flowId, "entered", step.nodeId);
        places.set(flowId, { flowId, nodeId: step.nodeId });
        return;
      case "left": {
        once(own, flowId, "left", step.nodeId, step.port);
        const place = places.get(flowId);
        if (place?.nodeId === step.nodeId && place.since !== undefined) {
          countDuration(own, countName("stay", step.nodeId), at - place.since);
        }
        places.set(flowId, { flowId, nodeId: step.nodeId });
        return;
      }
      case "waits":
        places.set(flowId, {
          flowId,
          nodeId: step.nodeId,
          since: (places.get(flowId)?.nodeId === step.nodeId && places.get(flowId)?.since) || at,
          ...(asking.has(step.for) && { asks: true }),
        });
        return;
      case "set":
        noteAnswer(step);
        return;
      case "failed":
        once(own, flowId, "failed", step.nodeId);
        return;
      case "ended": {
        const place = places.get(flowId);
        if (step.reason === "end") {
          count(own, "completed");
        } else if (place) {
          count(own, countName("dropped", place.nodeId));
        }
        forget(flowId);
        return;
      }
      default:
        return;
    }
  }

  function noteAnswer({ flowId, nodeId, variable, value }: Extract<PathStep, { step: "set" }>) {
    const place = places.get(flowId);
    const answer = readAnswer(value);
    const last = answers.at(-1);
    const isLabel = last?.nodeId === nodeId && choiceLabelName(last.name) === variable;
    if (place?.nodeId === nodeId && place.asks && answer && !isLabel) {
      const version = versions.get(flowId) ?? 0;
      answers.push({ flowId, version, nodeId, name: variable, ...answer });
    }
  }

  function forget(flowId: string): void {
    places.delete(flowId);
    const prefix = `${countName(flowId)}:`;
    for (const mark of passed) {
      if (mark.startsWith(prefix)) {
        passed.delete(mark);
      }
    }
  }

  for (const { path, at } of turns) {
    for (const step of path) {
      if (step.flowId !== "") {
        take(step, at);
      }
    }
  }
  return {
    ...before,
    versions: [...versions].slice(-mostCarried),
    passed: [...passed].slice(-2 * mostCarried),
    places: [...places.values()].slice(-mostCarried),
  };
}
