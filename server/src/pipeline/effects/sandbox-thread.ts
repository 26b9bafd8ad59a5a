import type { Worker } from "node:worker_threads";
import { startThread } from "../../context/start-thread.ts";
import type { SandboxJob, SandboxResult } from "./sandbox-worker.ts";

/** A thread that runs one piece of code after the other. */
export interface SandboxThread {
  /** Runs a job; one at a time. "gone": the thread did not answer in time and has been stopped. */
  run(job: SandboxJob): Promise<SandboxResult | "gone">;
  close(): Promise<void>;
}

/** How long beyond its own limit a job may take before the thread is stopped. */
const graceMs = 1_000;
/** The first job also waits for the engine to load. */
const loadingMs = 10_000;

/** Starts a thread. */
export function createSandboxThread(): SandboxThread {
  const worker = startThread(import.meta.url, "sandbox-worker");
  let fresh = true;

  return {
    async run(job) {
      const result = await answerOf(worker, job, fresh ? loadingMs : 0);
      fresh = false;
      if (result === "gone") {
        await worker.terminate();
      }
      return result;
    },
    async close() {
      await worker.terminate();
    },
  };
}

function answerOf(
  worker: Worker,
  job: SandboxJob,
  extraMs: number,
): Promise<SandboxResult | "gone"> {
  return new Promise((resolve) => {
    const finish = (result: SandboxResult | "gone") => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onGone).off("exit", onGone);
      resolve(result);
    };
    const onMessage = (result: SandboxResult) => {
      if (result.id === job.id) {
        finish(result);
      }
    };
    const onGone = () => finish("gone");
    const timer = setTimeout(onGone, job.timeoutMs + graceMs + extraMs);
    worker.on("message", onMessage).on("error", onGone).on("exit", onGone);
    worker.postMessage(job);
  });
}
