import type { Worker, WorkerOptions } from "node:worker_threads";
import { startThread } from "./start-thread.ts";

/** A piece of work for a thread. The answer carries the same `id`. */
interface Job {
  readonly id: number;
  readonly timeoutMs: number;
}

/** A thread that does one job after the other. */
export interface JobThread<J extends Job, R extends { readonly id: number }> {
  /** Does a job; one at a time. "gone": the thread did not answer in time, or crashed. It has been stopped, as it has when out of memory. */
  run(job: J): Promise<R | "gone" | "out of memory">;
  close(): Promise<void>;
}

/** How long beyond its own limit a job may take before the thread is stopped. */
const graceMs = 1_000;
/** The first job also waits for the thread's libraries to load. */
const loadingMs = 10_000;

/** Starts a thread from a module beside the caller, as `startThread` does. */
export function createJobThread<J extends Job, R extends { readonly id: number }>(
  ...start: readonly [caller: string, name: string, options?: WorkerOptions]
): JobThread<J, R> {
  const thread = startThread(...start);
  let fresh = true;

  return {
    async run(job) {
      const result = await answerOf<R>(thread, job, fresh ? loadingMs : 0);
      fresh = false;
      if (typeof result === "string") {
        await thread.terminate();
      }
      return result;
    },
    async close() {
      await thread.terminate();
    },
  };
}

function answerOf<R extends { readonly id: number }>(
  worker: Worker,
  job: Job,
  extraMs: number,
): Promise<R | "gone" | "out of memory"> {
  return new Promise((resolve) => {
    const finish = (result: R | "gone" | "out of memory") => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      resolve(result);
    };
    const onMessage = (result: R) => {
      if (result.id === job.id) {
        finish(result);
      }
    };
    const onError = (error: unknown) =>
      finish(
        (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY"
          ? "out of memory"
          : "gone",
      );
    const onExit = () => finish("gone");
    const timer = setTimeout(onExit, job.timeoutMs + graceMs + extraMs);
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(job);
  });
}
