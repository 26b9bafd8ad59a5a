import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestStep } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { greeting } from "../support/greeting.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const program = fileURLToPath(new URL("../../server/dist/cli/main.js", import.meta.url));
const dir = mkdtempSync(join(tmpdir(), "flow-files-"));
let world: World;
let token: string;

beforeAll(async () => {
  world = await startWorld();
  const body = { name: "Command line", role: "editor" as const };
  token = (await world.call(routes.accounts.createApiToken, { body })).token;
  const sample = (await world.call(routes.flows.listSamples)).items[0]?.id ?? "";
  await world.call(routes.flows.createFlow, { body: { name: "Đặt hàng", sample } });
  await world.call(routes.flows.createFlow, { body: { name: "Empty one" } });
});
afterAll(async () => {
  await world.close();
  rmSync(dir, { recursive: true });
});

async function chatloom(...args: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: dir,
    env: { PATH: process.env.PATH ?? "", CHATLOOM_URL: world.url, CHATLOOM_TOKEN: token },
  });
  let out = "";
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (out += text));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out };
}
const edit = (name: string, change: (text: string) => string) =>
  writeFileSync(join(dir, name), change(readFileSync(join(dir, name), "utf8")));
const file = "flows/dat-hang.yaml";

test("flows travel to files and back, and nothing that others edited is overwritten", async () => {
  expect((await chatloom("flow", "list")).out).toMatch(/draft +r1 +Đặt hàng/);
  expect((await chatloom("flow", "pull")).code).toBe(0);
  expect(readdirSync(join(dir, "flows")).sort()).toEqual(["dat-hang.yaml", "empty-one.yaml"]);
  expect(await chatloom("flow", "push", file, "--dry-run")).toMatchObject({
    code: 0,
    out: `${file}: no change\n`,
  });

  edit(file, (text) => `# Owned by the shop\n${text.replace("name: Đặt hàng", "name: Orders")}`);
  const pushed = await chatloom("flow", "push", file, "--publish");
  expect(pushed.out).toContain("published as version 1");
  expect(pushed.code).toBe(0);
  const text = readFileSync(join(dir, file), "utf8");
  expect(text).toMatch(/^# Owned by the shop\n/);
  expect(text).toContain("revision: 2");
  const { items } = await world.call(routes.flows.listFlows);
  const flow = items.find((it) => it.name === "Orders");
  expect(flow).toMatchObject({ active: true, version: 1, draftRevision: 2, changed: false });

  // Someone edits the draft in the studio.
  const params = { flowId: flow?.id ?? "" };
  const { draft, revision } = await world.call(routes.flows.readFlow, { params });
  await world.call(routes.flows.saveDraft, { params, body: { draft, revision } });
  const refused = await chatloom("flow", "push", file);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.out).toContain("edited since");
  expect((await chatloom("flow", "push", file, "--overwrite")).code).toBe(0);
}, 60_000);

test("what is wrong is told with line and column, and nothing is saved", async () => {
  writeFileSync(join(dir, "new.yaml"), "name: New\nsteps:\n  hi:\n    type: trigger.keywrod\n");
  const wrong = `new.yaml:4:5: error: There is no step type "trigger.keywrod"; did you mean "trigger.keyword"?`;
  for (const way of [["check"], ["check", "--token", ""], ["push"], ["push", "--dry-run"]]) {
    const { code, out } = await chatloom("flow", ...way, "new.yaml");
    expect(out).toContain(wrong);
    expect(code).toBe(1);
  }
  expect((await world.call(routes.flows.listFlows)).items).toHaveLength(2);

  edit("new.yaml", (text) => text.replace("keywrod", "keyword"));
  const flawed = await chatloom("flow", "push", "new.yaml");
  expect(flawed.out).toContain("new.yaml:3:3: error: data must have required property 'keywords'");
  edit(
    "new.yaml",
    (text) =>
      `${text}    data: {keywords: [hey], match: exact, channels: [], interrupts: false}\n    to: {nxt: bye}\n  bye: {type: end}\n`,
  );
  const found = await chatloom("flow", "push", "new.yaml", "--publish");
  expect(found.out).toMatch(/new\.yaml:6:10: error: .* The step has next/);
  expect(found.out).toContain("not published, because it has errors");
  expect(found.code).toBe(1);
  edit("new.yaml", (text) => text.replace("nxt", "next"));
  expect((await chatloom("flow", "push", "new.yaml", "--publish")).out).toContain(
    "published as version 1",
  );
}, 60_000);

test("mistakes at the command line are one clear sentence", async () => {
  expect((await chatloom("flow", "pull", "Nothing")).out).toContain('There is no flow "Nothing"');
  expect((await chatloom("flow", "check", "no.yaml")).out).toContain("no.yaml cannot be read");
  expect((await chatloom("flow", "list", "--token", "wrong")).out).not.toContain("at ");
  expect((await chatloom("flow", "list", "--url", "http://127.0.0.1:9")).out).toContain(
    "cannot be reached",
  );
  expect((await chatloom("flow", "fly")).out).toContain("list | pull | check | push");
}, 60_000);

test("conversation tests travel with the files, and run from the server", async () => {
  const tested = greeting("Tested", "hello", "Hi there!");
  const { id: flowId } = await world.call(routes.flows.importFlow, { body: { flow: tested } });
  const steps = [
    { kind: "write", text: "hello" },
    { kind: "says", text: "Hi there!" },
  ] satisfies TestStep[];
  const params = { flowId };
  const body = { tests: [{ name: "Greets", steps }] };
  await world.call(routes.flowTests.replaceFlowTests, { params, body });
  expect((await chatloom("flow", "pull", flowId)).out).toBe(
    "flows/tested.yaml\nflows/tested.tests.yaml\n",
  );
  edit("flows/tested.tests.yaml", (text) => text.replace("Hi there!", "Welcome!"));
  expect((await chatloom("flow", "push", "flows/tested.yaml")).out).toContain("1 tests saved");
  const ran = await chatloom("test", "Tested");
  expect(ran.out).toContain('Expected the bot to say "Welcome!", but it said "Hi there!".');
  expect(ran.code).toBe(1);
}, 60_000);
