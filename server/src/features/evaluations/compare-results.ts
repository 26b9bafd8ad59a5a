import type { EvaluationResult } from "@chatloom/api-schema";

/** A case that two runs judge differently, or that only one of them has. */
interface ChangedCase {
  readonly change: "fixed" | "broken" | "added" | "removed";
  readonly before?: EvaluationResult | undefined;
  readonly after?: EvaluationResult | undefined;
}

/** Lists what changed between two runs: broken cases first. Cases are the same by their ids. */
export function compareResults(
  before: readonly EvaluationResult[],
  after: readonly EvaluationResult[],
): ChangedCase[] {
  const earlier = new Map(before.map((it) => [it.caseId, it]));
  const later = new Map(after.map((it) => [it.caseId, it]));
  const changed = after.flatMap((it): ChangedCase[] => {
    const was = earlier.get(it.caseId);
    if (!was) {
      return [{ change: "added", after: it }];
    }
    return was.passed === it.passed
      ? []
      : [{ change: it.passed ? "fixed" : "broken", before: was, after: it }];
  });
  const removed = before
    .filter((it) => !later.has(it.caseId))
    .map((it): ChangedCase => ({ change: "removed", before: it }));
  const order = ["broken", "fixed", "added", "removed"];
  return [...changed, ...removed].toSorted(
    (a, z) => order.indexOf(a.change) - order.indexOf(z.change),
  );
}
