import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
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

/** Returns whether a part must be built: a source is newer than the output, or there is no output. */
export function isStale({ sources, result }) {
  const built = join(root, result);
  if (!existsSync(built)) {
    return true;
  }
  const { mtimeMs } = statSync(built);
  return sources.some((folder) => newest(join(root, folder)) > mtimeMs);
}

/** Builds one part; rejects when its tool fails. */
export async function build({ name, tool: [packageName, bin, ...args], folder, result }) {
  console.log(`Building ${name} …`);
  // A test runner sets its own NODE_ENV, with which Vite builds React for development: many times slower.
  const env = { ...process.env, NODE_ENV: "production" };
  await run(binOf(packageName, bin), args, { cwd: join(root, folder), env });
  const now = new Date();
  utimesSync(join(root, result), now, now);
}

/** Runs a Node program and waits for it. */
function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: "inherit", ...options });
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

const skipped = new Set(["node_modules", "dist", "test", "bench"]);

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    return stat.mtimeMs;
  }
  return readdirSync(path)
    .filter((name) => !skipped.has(name) && !name.includes(".test."))
    .reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}
