import type { TestAction } from "@chatloom/flows-schema";

/** Finds a shorter conversation that still fails: leaves out steps, the most at once first, then simplifies what is written. */
export function shrinkSteps(
  steps: readonly TestAction[],
  fails: (steps: readonly TestAction[]) => boolean,
): readonly TestAction[] {
  let shortest = steps;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < shortest.length; ) {
      const rest = [...shortest.slice(0, at), ...shortest.slice(at + size)];
      if (rest.length > 0 && fails(rest)) {
        shortest = rest;
      } else {
        at += size;
      }
    }
  }
  for (const [at, step] of shortest.entries()) {
    for (const simpler of simplerThan(step)) {
      const changed = shortest.map((it, index) => (index === at ? simpler : it));
      if (fails(changed)) {
        shortest = changed;
        break;
      }
    }
  }
  return shortest;
}

function simplerThan(step: TestAction): readonly TestAction[] {
  if (step.kind === "write") {
    const { text } = step;
    const tries = ["hello", "1", text.slice(0, 20)].filter((it) => it.length < text.length);
    return tries.map((it) => ({ kind: "write", text: it }));
  }
  if (step.kind === "wait") {
    return [1, 60].filter((it) => it < step.minutes).map((minutes) => ({ kind: "wait", minutes }));
  }
  if (step.kind === "answer") {
    return [{ kind: "answer", value: { status: 200, body: {} } }];
  }
  return [];
}
