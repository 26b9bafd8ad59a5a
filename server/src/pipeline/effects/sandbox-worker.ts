import { parentPort } from "node:worker_threads";
import { getQuickJS, type QuickJSContext, type QuickJSHandle } from "quickjs-emscripten";

/** Request and answer of the worker; both carry the same `id`. */
export interface SandboxJob {
  readonly id: number;
  readonly source: string;
  /** Each property becomes a name the code can read. */
  readonly scope: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
}
export type SandboxResult =
  | { readonly id: number; readonly json: string }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };

const memoryMb = 32;
const mostResultCharacters = 256_000;
const quickJs = getQuickJS();

parentPort?.on("message", async (job: SandboxJob) => {
  parentPort?.postMessage({ id: job.id, ...run(await quickJs, job) });
});

type Finished = { readonly json: string } | ReturnType<typeof failed>;

function run(engine: Awaited<typeof quickJs>, { source, scope, timeoutMs }: SandboxJob): Finished {
  const runtime = engine.newRuntime();
  runtime.setMemoryLimit(memoryMb * 1024 * 1024);
  runtime.setMaxStackSize(512 * 1024);
  const deadline = Date.now() + timeoutMs;
  runtime.setInterruptHandler(() => Date.now() > deadline);
  const vm = runtime.newContext();
  const explain = (problem: unknown) => {
    if (isOutOfMemory(problem)) {
      return failed("code.out-of-memory", `The code needed more than ${memoryMb} MB of memory`);
    }
    if (Date.now() > deadline) {
      return failed("code.timeout", `The code ran longer than ${timeoutMs} ms`);
    }
    return failed("code.failed", describe(problem));
  };
  try {
    const begun = vm.evalCode(wrap(source, scope), "code-node.js");
    if (begun.error) {
      return explain(take(vm, begun.error));
    }
    try {
      const jobs = runtime.executePendingJobs();
      if (jobs.error) {
        return explain(take(vm, jobs.error));
      }
      const state = vm.getPromiseState(begun.value);
      if (state.type === "rejected") {
        return explain(take(vm, state.error));
      }
      if (state.type === "pending") {
        return failed("code.never-done", "The code waits for something that never comes");
      }
      const json = vm.getString(state.value);
      state.value.dispose();
      if (json.length > mostResultCharacters) {
        return failed("code.result-too-large", "The result is too large");
      }
      return { json };
    } finally {
      begun.value.dispose();
    }
  } finally {
    vm.dispose();
    runtime.dispose();
  }
}

function take(vm: QuickJSContext, handle: QuickJSHandle): unknown {
  const value: unknown = vm.dump(handle);
  handle.dispose();
  return value;
}

/** The code is the body of an async function: it may use `await`, and a promise that it returns is awaited. */
function wrap(source: string, scope: SandboxJob["scope"]): string {
  const names = Object.keys(scope).filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const values = names.map(
    (name) => `JSON.parse(${JSON.stringify(JSON.stringify(scope[name] ?? null))})`,
  );
  return `(async function (${names.join(", ")}) { "use strict";\n${source}\n})(${values.join(", ")}).then((result) => JSON.stringify(result) ?? "null")`;
}

/** Where no memory is left for an error, the engine throws null. */
function isOutOfMemory(problem: unknown): boolean {
  return problem === null || (problem as { message?: unknown })?.message === "out of memory";
}

function describe(problem: unknown): string {
  const { name, message } = (problem ?? {}) as { name?: unknown; message?: unknown };
  return [name, message].filter((it) => typeof it === "string").join(": ") || "The code failed";
}

function failed(code: string, message: string) {
  return { error: { code, message } } as const;
}
