import { Worker } from "node:worker_threads";
import type { JsonObject, JsonValue } from "@chatloom/runtime";
import { failed, type Outcome } from "./outcome.ts";
import type { SandboxJob, SandboxResult } from "./sandbox-worker.ts";

/** Runs code nodes in QuickJS (WebAssembly) on a thread of its own, so that a busy loop never stalls the server. */
export interface Sandbox {
  run(source: string, scope: JsonObject, timeoutMs: number): Promise<Outcome>;
  close(): Promise<void>;
}

/** How long beyond its own limit a job may take before the thread is replaced. */
const grace = 1_000;

/** The thread starts with the first job. Jobs run one after the other. */
export function createSandbox(): Sandbox {
  let worker: Worker | undefined;
  let last = 0;
  let queue: Promise<unknown> = Promise.resolve();

  async function execute(job: SandboxJob): Promise<Outcome> {
    worker ??= startWorker();
    const current = worker;
    const result = await answerOf(current, job);
    if (result !== "gone") return result;
    worker = undefined;
    await current.terminate();
    return failed("code.timeout", `The code ran longer than ${job.timeoutMs} ms`);
  }

  return {
    run(source, scope, timeoutMs) {
      const job = { id: ++last, source, scope, timeoutMs };
      const outcome = queue.then(() => execute(job));
      queue = outcome.catch(() => undefined);
      return outcome;
    },
    async close() {
      await worker?.terminate();
      worker = undefined;
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

function answerOf(worker: Worker, job: SandboxJob): Promise<Outcome | "gone"> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome | "gone") => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onGone).off("exit", onGone);
      resolve(outcome);
    };
    const onMessage = (result: SandboxResult) => {
      if (result.id === job.id) finish(toOutcome(result));
    };
    const onGone = () => finish("gone");
    // The first job also waits for the engine to load.
    const timer = setTimeout(onGone, job.timeoutMs + grace + (job.id === 1 ? 5_000 : 0));
    worker.on("message", onMessage).on("error", onGone).on("exit", onGone);
    worker.postMessage(job);
  });
}

function toOutcome(result: SandboxResult): Outcome {
  if ("error" in result) return { error: result.error };
  return { answer: JSON.parse(result.json) as JsonValue };
}
