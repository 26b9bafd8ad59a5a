import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a thread from a module beside the caller. `caller` is the caller's `import.meta.url`; `name` is the module's, without extension.
 * The thread sees no environment variables.
 */
export function startThread(caller: string, name: string, options: WorkerOptions = {}): Worker {
  const compiled = caller.endsWith(".js");
  const entry = new URL(`./${name}.${compiled ? "js" : "ts"}`, caller);
  const worker = compiled
    ? new Worker(entry, { ...options, env: {} })
    : new Worker(loadTypeScript(entry), { ...options, eval: true });
  worker.unref();
  return worker;
}

/** While developing, threads need the TypeScript loader again: they do not inherit the main thread's. */
function loadTypeScript(entry: URL): string {
  return `import("tsx/esm/api").then(({ register }) => (register(), import(${JSON.stringify(entry.href)})))`;
}
