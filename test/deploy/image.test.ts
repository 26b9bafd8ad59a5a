import { type ChildProcess, execFileSync, spawn } from "node:child_process";
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
import { dirname, join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");
const [, packages = "", image = ""] = dockerfile.split(/^FROM .*$/m).slice(1);
const workspaces: string[] = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
).workspaces;
const made: string[] = [];
let server: ChildProcess | undefined;

afterEach(() => {
  server?.kill("SIGKILL");
  for (const folder of made.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Lays out a folder as the last stage of the Dockerfile does, as far as its parts are built. */
function layOut(): string {
  const app = mkdtempSync(join(tmpdir(), "chatloom-image-"));
  made.push(app);
  for (const [, path = ""] of packages.matchAll(/^COPY (\S+\/package\.json) /gm)) {
    mkdirSync(dirname(join(app, path)), { recursive: true });
    cpSync(join(root, path), join(app, path));
  }
  for (const [, from = "", to = ""] of image.matchAll(/^COPY --from=build \/app\/(\S+) (\S+)$/gm)) {
    expect(from).toBe(to);
    if (existsSync(join(root, from))) {
      cpSync(join(root, from), join(app, to), { recursive: true });
    }
  }
  // Packages from npm are where they are; the workspaces' must be the copies.
  mkdirSync(join(app, "node_modules/@chatloom"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules")).filter((it) => it !== "@chatloom")) {
    symlinkSync(join(root, "node_modules", name), join(app, "node_modules", name));
  }
  for (const name of workspaces) {
    symlinkSync(join(app, name), join(app, "node_modules/@chatloom", name));
  }
  return app;
}

test("every workspace's package.json is there when packages are installed", () => {
  const copied = [...packages.matchAll(/^COPY (\S+)\/package\.json /gm)].map(([, it]) => it);
  expect(copied.sort()).toEqual([...workspaces].sort());
});

test("what the image holds is enough to start, and to run the command line", async () => {
  const app = layOut();
  const command = /^CMD (\[.*\])$/m.exec(image)?.[1] ?? "[]";
  const [program, ...args]: string[] = JSON.parse(command);
  expect(program).toBe("node");
  const env = { PATH: process.env.PATH ?? "", DATA_DIR: join(app, "data"), PORT: "0" };
  const started = spawn(process.execPath, args, { cwd: app, env });
  server = started;
  let output = "";
  started.stdout.on("data", (chunk) => (output += chunk));
  started.stderr.on("data", (chunk) => (output += chunk));
  await expect.poll(() => output, { timeout: 25_000 }).toMatch(/once: http:\S+\/setup\?token=/);
  const [url] = /http:\/\/[^/\s]+/.exec(output) ?? [];
  for (const path of ["/healthz", "/readyz", "/api/docs"]) {
    expect((await fetch(`${url}${path}`)).status, path).toBe(200);
  }
  const usage = execFileSync(process.execPath, [join(app, "server/bin/chatloom.mjs"), "--help"]);
  expect(String(usage)).toContain("chatloom backup");
});
