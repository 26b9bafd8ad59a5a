import { BaseSequencer, type TestSpecification } from "vitest/node";

const processes =
  /survives?-kill|turns\/(notices|reply-tokens|rotating-tokens)|api\/(start|flow-files)|deploy\/image|cli\/cli\.test|company\/sensitive|operations\/backups/;

/** Says whether a test file starts the built server or command line as a process. */
export function startsProcess(file: string): boolean {
  return processes.test(file);
}

/**
 * Spreads the tests that start processes over the first two thirds of the run. They wait more than they compute, and are long: at its end
 * they would keep the cores idle.
 */
export class SpreadProcesses extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waiting = sorted.filter((it) => startsProcess(it.moduleId));
    const others = sorted.filter((it) => !startsProcess(it.moduleId));
    const between = Math.max(1, Math.floor((others.length * 2) / 3 / (waiting.length + 1)));
    return others
      .flatMap((it, index) => {
        const [next] = index % between === 0 ? waiting.splice(0, 1) : [];
        return next ? [next, it] : [it];
      })
      .concat(waiting);
  }
}
