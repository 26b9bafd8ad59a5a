import type { FlowTest } from "@chatloom/api-schema";
import type { TestResult } from "@chatloom/runtime/chat";
import { useEffect, useState } from "react";
import type { TestAnswer, TestTask } from "./tests-worker.ts";
import TestsWorker from "./tests-worker.ts?worker";
import { plainTest, useFlowTests } from "./use-flow-tests.ts";
import { useTestWorld } from "./use-test-world.ts";

/** A stored test with its newest result. */
export interface RanTest {
  readonly test: FlowTest;
  /** Absent until it has run, and where the flow cannot run. */
  readonly result: TestResult | undefined;
}

/** Runs the tests of the flow on the canvas in a worker, again after each change: `ran` is undefined while they are `awaited`. */
export function useTestRun() {
  const found = useFlowTests();
  const tests = found.data?.items;
  const { world, queries } = useTestWorld();
  const [newest, setNewest] = useState<{ tests: readonly FlowTest[]; results: TestAnswer }>();
  useEffect(() => {
    if (!tests || !world || tests.length === 0) {
      return;
    }
    // A run that a newer one replaces is stopped, not waited for.
    const thread = new TestsWorker();
    thread.addEventListener("message", ({ data }: MessageEvent<TestAnswer>) => {
      setNewest({ tests, results: data });
      thread.terminate();
    });
    thread.postMessage({ world, tests: tests.map(plainTest) } satisfies TestTask);
    return () => thread.terminate();
  }, [tests, world]);
  const ran = tests?.map((test): RanTest => {
    const at = newest?.tests.findIndex((it) => it.id === test.id) ?? -1;
    return { test, result: newest?.results?.[at] };
  });
  return { ran, awaited: [found, ...queries] };
}
