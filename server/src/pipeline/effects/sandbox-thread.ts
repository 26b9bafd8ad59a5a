import { Worker } from "node:worker_threads";
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
  const worker = startWorker();
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

function startWorker(): Worker {
  const compiled = import.meta.url.endsWith(".js");
  const entry = new URL(compiled ? "./sandbox-worker.js" : "./sandbox-worker.ts", import.meta.url);
  const worker = compiled
    ? new Worker(entry, { env: {} })
    : new Worker(loadTypeScript(entry), { eval: true });
  worker.unref();
  return worker;
}

/** While developing, threads need the TypeScript loader again: they do not inherit the main thread's. */
function loadTypeScript(entry: URL): string {
  return `import("tsx/esm/api").then(({ register }) => (register(), import(${JSON.stringify(entry.href)})))`;
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
