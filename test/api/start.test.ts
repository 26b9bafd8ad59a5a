import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const main = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));
let dataDir: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "chatloom-start-"));
});
afterEach(() => {
  child?.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

function start(environment: Record<string, string>) {
  const program = spawn(process.execPath, [main], {
    cwd: dataDir,
    env: { PATH: process.env.PATH ?? "", DATA_DIR: dataDir, PORT: "0", ...environment },
  });
  child = program;
  let output = "";
  program.stdout.on("data", (chunk) => (output += chunk));
  program.stderr.on("data", (chunk) => (output += chunk));
  const ended = once(program, "exit").then(([code]) => ({ code: Number(code), output }));
  return { program, ended, output: () => output };
}

async function until(says: () => string, pattern: RegExp): Promise<RegExpExecArray> {
  for (let waited = 0; waited < 25_000; waited += 50) {
    const match = pattern.exec(says());
    if (match) {
      return match;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${pattern} did not come: ${says()}`);
}

test("prints a link that makes the owner account, and ends in order when told to", async () => {
  const { program, ended, output } = start({});
  const [, url = "", token] = await until(output, /once: (http:\S+)\/setup\?token=(\S+)/);
  const response = await fetch(`${url}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      token,
      name: "Ada",
      email: "ada@example.test",
      password: "long enough password",
      workspace: "Shop",
    }),
  });
  expect(response.status).toBe(200);
  program.kill("SIGTERM");
  expect((await ended).code).toBe(0);
  expect(output()).not.toContain("long enough password");
});

test("makes the owner account that the environment names", async () => {
  const { output } = start({ OWNER_EMAIL: "me@example.test", OWNER_PASSWORD: "my long password" });
  const [, url = ""] = await until(output, /runs at (http:\S+)/);
  const response = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "me@example.test", password: "my long password" }),
  });
  expect(response.status).toBe(200);
  expect(output()).not.toContain("setup?token");
});

test("names the variable that is wrong, in one line", async () => {
  const { code, output } = await start({ LOG_LEVEL: "loud" }).ended;
  expect(code).toBe(1);
  expect(output.trim().split("\n")).toHaveLength(1);
  expect(output).toMatch(/^LOG_LEVEL must be one of/);
});

test("names OWNER_PASSWORD when it is easy to guess, and makes no account", async () => {
  const owner = { OWNER_EMAIL: "ada@example.test", OWNER_PASSWORD: "password1234" };
  const { code, output } = await start(owner).ended;
  expect(code).toBe(1);
  expect(output).toMatch(/^OWNER_PASSWORD must not be easy to guess\. .*most/m);
}, 30_000);
