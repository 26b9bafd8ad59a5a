import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import { setPriority } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root folder of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

const core = ["flows-schema", "api-schema", "runtime"];
/** The parts to build, in order: source folders, output file and tool. */
export const parts = [
  {
    name: "server",
    sources: [...core, "embedded-mongo", "server"],
    result: "server/dist/main.js",
    tool: ["typescript", "tsc", "-b"],
    folder: ".",
  },
  {
    name: "widget",
    sources: ["api-schema", "widget"],
    result: "widget/dist/widget.js",
    tool: ["vite", "vite", "build", "--logLevel", "warn"],
    folder: "widget",
  },
  {
    name: "studio",
    sources: [...core, "studio"],
    result: "studio/dist/index.html",
    tool: ["vite", "vite", "build", "--logLevel", "error"],
    folder: "studio",
  },
];

/** The documentation. Nothing waits for it: `npm start` builds it beside the running server. */
export const docs = {
  name: "documentation",
  sources: ["docs"],
  result: "docs/dist/404.html",
  tool: ["vitepress", "vitepress", "build"],
  folder: "docs",
};

/** Returns whether a part must be built: a source is newer than the output, or there is no output. */
export function isStale({ sources, result }) {
  const built = join(root, result);
  if (!existsSync(built)) {
    return true;
  }
  const { mtimeMs } = statSync(built);
  return sources.some((folder) => newest(join(root, folder)) > mtimeMs);
}

/** Builds one part; rejects when its tool fails. `gently` leaves processor and terminal to the others. */
export async function build(part, { gently = false } = {}) {
  const {
    name,
    tool: [packageName, bin, ...args],
    folder,
    result,
  } = part;
  console.log(`Building ${name} …`);
  // A test runner sets its own NODE_ENV, with which Vite builds React for development: many times slower.
  const env = { ...process.env, NODE_ENV: "production" };
  const stdio = gently ? ["ignore", "ignore", "inherit"] : "inherit";
  const program = binOf(packageName, bin);
  await run(program, args, { cwd: join(root, folder), env, stdio }, gently ? 19 : undefined);
  const now = new Date();
  utimesSync(join(root, result), now, now);
}

/** Runs a Node program and waits for it. `priority` is as of `nice`; without it, the program has that of this process. */
function run(program, args, options, priority) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], options);
    if (child.pid !== undefined && priority !== undefined) {
      setPriority(child.pid, priority);
    }
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`)),
    );
  });
}

/** Returns the file that a command of a package runs. */
export function binOf(packageName, bin) {
  const path = require.resolve(`${packageName}/package.json`);
  const { bin: bins } = require(path);
  return join(dirname(path), typeof bins === "string" ? bins : bins[bin]);
}

const skipped = new Set(["node_modules", "dist", "test", "bench", ".temp"]);

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    return stat.mtimeMs;
  }
  return readdirSync(path)
    .filter((name) => !skipped.has(name) && !name.includes(".test."))
    .reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}
