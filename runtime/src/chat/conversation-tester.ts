import {
  type Abilities,
  type ConversationTest,
  type Flow,
  isTestAction,
  type TestProblem,
} from "@chatloom/flows-schema";
import { compile } from "../compile.ts";
import type { Context, SegmentWorld } from "../context.ts";
import type { Program } from "../program.ts";
import { Chat, testContext } from "./chat.ts";
import { checkExpectation } from "./check-expectation.ts";
import { playAction } from "./play-action.ts";
import { someQueue, TestRun, type TranscriptLine } from "./test-run.ts";

/** The flows and facts that the tests of one flow need. Plain JSON. */
export interface TestWorld {
  readonly flowId: string;
  /** By id: the flow itself, and those that it continues in. */
  readonly flows: Readonly<Record<string, Flow>>;
  readonly channels: readonly { readonly type: string; readonly abilities: Abilities }[];
  readonly workspace: Context["workspace"];
  readonly segments?: SegmentWorld | undefined;
}

/** The result of one step of a test. Nothing is played after an event that cannot happen. */
export interface TestStepResult {
  readonly state: "passed" | "failed" | "skipped";
  readonly problem?: TestProblem | undefined;
}

/** The steps and the ports (`nodeId port`) of the tested flow that a conversation used. */
export interface TestCoverage {
  readonly nodes: readonly string[];
  readonly ports: readonly string[];
}

/** The result of a test. */
export interface TestResult {
  readonly passed: boolean;
  /** One for each step of the test. */
  readonly steps: readonly TestStepResult[];
  /** The first problem, and the step of the test that it is about. */
  readonly first?: { readonly step: number; readonly problem: TestProblem } | undefined;
  readonly transcript: readonly TranscriptLine[];
  readonly coverage: TestCoverage;
}

/**
 * Compiles the flows once and returns the function that runs a test with the production engine: no network, no clock. Throws
 * `FlowNotRunnable` for a flow that cannot be compiled.
 */
export function conversationTester(world: TestWorld): (test: ConversationTest) => TestResult {
  const programs = compileWorld(world);
  return (test) => runTest(test, world, programs);
}

/** Compiles the flows of a world, the tested one first. */
export function compileWorld({ flowId, flows }: TestWorld): readonly Program[] {
  const ids = [flowId, ...Object.keys(flows).filter((it) => it !== flowId)];
  return ids.flatMap((id) => {
    const flow = flows[id];
    return flow ? [compile(flow, { flowId: id, version: 0 })] : [];
  });
}

/** Opens the conversation of a test, before its first step. */
export function openTest(
  test: Omit<ConversationTest, "name" | "steps">,
  world: TestWorld,
  programs: readonly Program[],
): TestRun {
  const plain = testContext();
  const { contact = {}, channel, startsAt, people = "available" } = test;
  const type = world.channels.find((it) => it.type === channel);
  const workspace = {
    ...world.workspace,
    variables: {
      ...world.workspace.variables,
      ...(test.workspace as Context["workspace"]["variables"]),
    },
  };
  const blank = { name: "", firstName: "", lastName: "", tags: [], optedIn: true, fields: {} };
  const given = Object.fromEntries(Object.entries(contact).filter(([, it]) => it !== undefined));
  const chat = new Chat(programs, {
    now: startsAt === undefined ? plain.now : Date.parse(startsAt),
    conversationId: "simulated",
    contact: { ...plain.contact, id: "simulated", ...blank, ...given },
    channel: type
      ? { id: "simulated", type: type.type, name: type.type, abilities: type.abilities }
      : plain.channel,
    workspace,
    segments: world.segments,
  });
  return new TestRun(world.flowId, chat, someQueue(people));
}

function runTest(
  test: ConversationTest,
  world: TestWorld,
  programs: readonly Program[],
): TestResult {
  const run = openTest(test, world, programs);
  const steps: TestStepResult[] = [];
  let stuck = false;
  for (const [index, step] of test.steps.entries()) {
    if (stuck) {
      steps.push({ state: "skipped" });
      continue;
    }
    const action = isTestAction(step);
    const problem = action ? playAction(run, step, index) : checkExpectation(run, step);
    stuck = action && problem !== undefined;
    steps.push(problem ? { state: "failed", problem } : { state: "passed" });
  }
  // A text that must never be said may also come after the step that forbids it.
  for (const [index, step] of test.steps.entries()) {
    if (step.kind === "never" && steps[index]?.state !== "failed") {
      const problem = checkExpectation(run, step);
      steps[index] = problem ? { state: "failed", problem } : { state: "passed" };
    }
  }
  const at = steps.findIndex((it) => it.state === "failed");
  const problem = steps[at]?.problem;
  return {
    passed: problem === undefined,
    steps,
    first: problem && { step: at, problem },
    transcript: run.transcript,
    coverage: { nodes: [...run.visited], ports: [...run.left] },
  };
}
