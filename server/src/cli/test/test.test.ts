import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConversationTest, emptyFlow, type Flow, nodeTypes } from "@chatloom/flows-schema";
import { writeFlowText, writeTestsText } from "@chatloom/flows-schema/text";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { test as command } from "./test.ts";

const dir = mkdtempSync(join(tmpdir(), "cli-test-"));
const position = { x: 0, y: 0 };
const greeting: Flow = {
  ...emptyFlow("Greeting"),
  nodes: [
    { id: "start", type: "trigger.any", position, data: nodeTypes["trigger.any"].initial },
    {
      id: "hello",
      type: "message",
      position,
      data: { blocks: [{ kind: "text", id: "t", text: "Hi there!" }], typing: false },
    },
  ] as Flow["nodes"],
  edges: [{ id: "e1", source: "start", sourceHandle: "next", target: "hello" }],
};
const greets: ConversationTest = {
  name: 'Greets "&" ends',
  steps: [
    { kind: "write", text: "hello" },
    { kind: "says", text: "Hi there!" },
  ],
};
const inDir = (name: string) => join(dir, name);
const tests = inDir("greeting.tests.yaml");

beforeAll(() => writeFileSync(inDir("greeting.yaml"), writeFlowText(greeting)));
afterAll(() => rmSync(dir, { recursive: true }));
afterEach(() => {
  process.exitCode = 0;
  vi.restoreAllMocks();
});

/** Runs the command and returns what it printed. */
async function run(...args: string[]): Promise<string> {
  const printed = vi.spyOn(console, "log").mockImplementation(() => {});
  await command.run(args);
  return printed.mock.calls.flat().join("\n");
}

test("runs the tests beside the files of a directory", async () => {
  writeFileSync(tests, writeTestsText([greets]));
  expect(await run(dir)).toContain("1 tests, 0 failed");
  expect(process.exitCode ?? 0).toBe(0);
});

test("a failed test sets the exit code, and the report names it", async () => {
  writeFileSync(tests, writeTestsText([greets]).replace("Hi there!", "Welcome!"));
  const printed = await run(inDir("greeting.yaml"), "--junit", inDir("report.xml"));
  expect(printed).toContain('step 2: Expected the bot to say "Welcome!", but it said "Hi there!".');
  expect(printed).toContain("1 tests, 1 failed");
  expect(process.exitCode).toBe(1);
  const report = readFileSync(inDir("report.xml"), "utf8");
  expect(report).toContain(`<testsuite name="${inDir("greeting.yaml")}" tests="1" failures="1">`);
  expect(report).toContain('name="Greets &quot;&amp;&quot; ends"');
});

test("a step that is none is named with its file and place", async () => {
  writeFileSync(tests, writeTestsText([greets]).replace("kind: says", "kind: shouts"));
  await expect(run(dir)).rejects.toThrow(`${tests}: /0/steps/1`);
  writeFileSync(tests, "- name: [");
  await expect(run(dir)).rejects.toThrow(/greeting\.tests\.yaml: .*line 1/s);
});

test("random contacts find the answer that nothing follows, as a test to keep", async () => {
  writeFileSync(tests, writeTestsText([greets]));
  const silent = { ...greeting, name: "Silent", edges: [] };
  writeFileSync(inDir("silent.yaml"), writeFlowText(silent));
  const printed = await run(inDir("silent.yaml"), "--fuzz", "50", "--seed", "7");
  expect(printed).toContain("50 random conversations, 1 ways to break it");
  expect(printed).toContain("kind: replies");
  expect(process.exitCode).toBe(1);
  await expect(run(dir, "--fuzz", "many")).rejects.toThrow("--fuzz takes a whole number");
});
