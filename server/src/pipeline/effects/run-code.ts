import type { JsonObject } from "@chatloom/runtime";
import { createJobThread, type JobThread } from "../../context/job-thread.ts";
import { parseExactJson } from "../../validation/parse-exact-json.ts";
import { createFairQueue, QueueFull } from "./fair-queue.ts";
import { failed, type Outcome } from "./outcome.ts";
import type { SandboxJob, SandboxResult } from "./sandbox-worker.ts";
import { storableOutcome } from "./storable-outcome.ts";

/** Runs code nodes in QuickJS (WebAssembly) on threads of their own, so that a busy loop never stalls the server. */
export interface Sandbox {
  /** Runs code of a workspace; it waits while the workspace has too much of it running. Never throws. */
  run(workspaceId: string, source: string, scope: JsonObject, timeoutMs: number): Promise<Outcome>;
  close(): Promise<void>;
}

type SandboxThread = JobThread<SandboxJob, SandboxResult>;

/**
 * No workspace gets all threads, and no piece of code all of its workspace's, so that a short one runs at once beside others that take
 * long.
 */
const limits = {
  atOnce: 4,
  atOncePerOwner: 2,
  atOncePerKind: 1,
  waitingPerOwner: 1_000,
  msPerMinute: 30_000,
};

/** Makes the sandbox. Its threads start when they are needed. */
export function createSandbox(): Sandbox {
  const queue = createFairQueue(limits);
  const free: SandboxThread[] = [];
  const all = new Set<SandboxThread>();
  let last = 0;

  function start(): SandboxThread {
    const thread: SandboxThread = createJobThread(import.meta.url, "sandbox-worker");
    all.add(thread);
    return thread;
  }

  async function execute(job: SandboxJob): Promise<Outcome> {
    const thread = free.pop() ?? start();
    // A thread takes a while to load; the next workspace's code shall not wait for it.
    if (free.length === 0 && all.size < limits.atOnce) {
      free.push(start());
    }
    const result = await thread.run(job);
    if (typeof result === "string") {
      all.delete(thread);
    } else {
      free.push(thread);
    }
    return toOutcome(result, job.timeoutMs);
  }

  return {
    async run(workspaceId, source, scope, timeoutMs) {
      const job = { id: ++last, source, scope, timeoutMs };
      try {
        return await queue.add(workspaceId, () => execute(job), source);
      } catch (error) {
        if (error instanceof QueueFull) {
          return failed("code.busy", error.message);
        }
        throw error;
      }
    },
    async close() {
      await Promise.all([...all].map((it) => it.close()));
    },
  };
}

function toOutcome(result: SandboxResult | string, timeoutMs: number): Outcome {
  if (typeof result === "string") {
    return failed("code.timeout", `The code ran longer than ${timeoutMs} ms`);
  }
  if ("error" in result) {
    return { error: result.error };
  }
  return storableOutcome({ answer: parseExactJson(result.json) }, "code.result-not-storable");
}
