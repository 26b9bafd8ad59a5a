import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Spreads the tests that start processes over the first two thirds of the run. They wait more than they compute, and are long: at its end
 * they would keep the cores idle.
 */
export class SpreadProcesses extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waiting = sorted.filter((it) => it.project.name === "processes");
    const others = sorted.filter((it) => it.project.name !== "processes");
    const between = Math.max(1, Math.floor((others.length * 2) / 3 / (waiting.length + 1)));
    return others
      .flatMap((it, index) => {
        const [next] = index % between === 0 ? waiting.splice(0, 1) : [];
        return next ? [next, it] : [it];
      })
      .concat(waiting);
  }
}
