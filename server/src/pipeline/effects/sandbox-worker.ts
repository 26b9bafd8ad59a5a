import { parentPort } from "node:worker_threads";
import { getQuickJS } from "quickjs-emscripten";

/** What the worker is asked, and what it answers; `id` ties the two together. */
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

const memoryLimit = 32 * 1024 * 1024;
const maxResult = 256_000;
const quickJs = getQuickJS();

parentPort?.on("message", async (job: SandboxJob) => {
  parentPort?.postMessage(run(await quickJs, job));
});

function run(
  engine: Awaited<typeof quickJs>,
  { id, source, scope, timeoutMs }: SandboxJob,
): SandboxResult {
  const runtime = engine.newRuntime();
  runtime.setMemoryLimit(memoryLimit);
  runtime.setMaxStackSize(512 * 1024);
  const deadline = Date.now() + timeoutMs;
  runtime.setInterruptHandler(() => Date.now() > deadline);
  const vm = runtime.newContext();
  try {
    const result = vm.evalCode(wrap(source, scope), "code-node.js");
    if (result.error) {
      const problem = vm.dump(result.error);
      result.error.dispose();
      const late = Date.now() > deadline;
      const message = late ? `The code ran longer than ${timeoutMs} ms` : describe(problem);
      return { id, error: { code: late ? "code.timeout" : "code.failed", message } };
    }
    const json = vm.getString(result.value);
    result.value.dispose();
    if (json.length > maxResult)
      return { id, error: { code: "code.result-too-large", message: "The result is too large" } };
    return { id, json };
  } finally {
    vm.dispose();
    runtime.dispose();
  }
}

function wrap(source: string, scope: SandboxJob["scope"]): string {
  const names = Object.keys(scope).filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const values = names.map(
    (name) => `JSON.parse(${JSON.stringify(JSON.stringify(scope[name] ?? null))})`,
  );
  return `JSON.stringify((function (${names.join(", ")}) { "use strict";\n${source}\n})(${values.join(", ")})) ?? "null"`;
}

function describe(problem: unknown): string {
  const { name, message } = (problem ?? {}) as { name?: unknown; message?: unknown };
  return [name, message].filter((it) => typeof it === "string").join(": ") || "The code failed";
}
