import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, "package.json")))
  .map((entry) => entry.name);
let copy = "";

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "chatloom-recipes-"));
  copySources();
  linkPackages();
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("the recipes of CONTRIBUTING for a node and a channel give what passes its tests", () => {
  const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const commands = [...contributing.matchAll(/^npm run (new:\w+) (\S+)$/gm)];
  expect(commands.map(([, command]) => command)).toEqual(["new:node", "new:channel"]);
  const names = commands.map(([, command = "", name = ""]) => {
    const script = `scripts/${command.replace(":", "-")}.mjs`;
    run([script, name]);
    return name;
  });
  const [node = "", channel = ""] = names;
  const id = node.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const own = [`runtime/src/nodes/${node}.test.ts`, `server/src/channels/${channel}`];
  runTests(...own, "test/studio/words.test.ts");
  const contract = ["test/contract/node-types.test.ts", "test/contract/channels.test.ts"];
  runTests(...contract, "-t", `${id}|${channel}|the code`);
}, 240_000);

test("a generator refuses a name that is none, and one that is taken", () => {
  expect(() => run(["scripts/new-node.mjs", "Not A Name"])).toThrow(/kebab-case/);
  expect(() => run(["scripts/new-node.mjs", "ask"])).toThrow(/exist already/);
});

/** Runs tests in the copy. */
function runTests(...args: readonly string[]): void {
  const vitest = "node_modules/vitest/vitest.mjs";
  run([vitest, "run", "--project", "parts", "--maxWorkers", "2", ...args]);
}

/** Runs Node.js in the copy. Throws with all output where it fails. */
function run(args: readonly string[]): void {
  try {
    const env = { ...process.env, VITEST: undefined, NODE_OPTIONS: "" };
    execFileSync(process.execPath, args, { cwd: copy, env, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${args.join(" ")} failed\n${stdout}\n${stderr}`);
  }
}

/** Copies everything except installed and built files. */
function copySources(): void {
  const left = /(^|\/)(node_modules|dist|data|\.git)$/;
  cpSync(root, copy, { recursive: true, filter: (path) => !left.test(path.slice(root.length)) });
}

/** Links installed packages to those here, and workspaces to the copies. */
function linkPackages(): void {
  for (const folder of ["", ...folders]) {
    const from = join(root, folder, "node_modules");
    if (!existsSync(from)) {
      continue;
    }
    mkdirSync(join(copy, folder, "node_modules"), { recursive: true });
    for (const name of readdirSync(from).filter((it) => !/^(@chatloom|\.)/.test(it))) {
      symlinkSync(join(from, name), join(copy, folder, "node_modules", name));
    }
  }
  mkdirSync(join(copy, "node_modules/@chatloom"));
  for (const folder of folders) {
    symlinkSync(join(copy, folder), join(copy, "node_modules/@chatloom", folder));
  }
}
