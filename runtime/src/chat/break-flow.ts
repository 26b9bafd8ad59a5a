import type { ConversationTest, TestAction, TestStep } from "@chatloom/flows-schema";
import { type Dice, rollDice } from "../dice.ts";
import type { Program } from "../program.ts";
import { compileWorld, openTest, type TestWorld } from "./conversation-tester.ts";
import { drawAction } from "./draw-action.ts";
import { type Breakage, findBreakage } from "./find-breakage.ts";
import { shrinkSteps } from "./shrink-steps.ts";

/** The settings of a run: the flow, and how many conversations to try. */
export interface BreakTask {
  readonly world: TestWorld;
  /** Makes a run repeatable: one seed gives one set of conversations. */
  readonly seed: number;
  readonly conversations: number;
  /** Texts that the bot must never say. */
  readonly never: readonly string[];
}

/** A way to break the flow: the shortest conversation that was found, without a name. */
export interface FoundBreakage extends Breakage {
  readonly test: Omit<ConversationTest, "name">;
}

/** The state after some conversations. */
export interface BreakProgress {
  readonly tried: number;
  readonly found: readonly FoundBreakage[];
}

/** How a conversation begins: contact, channel, and people. */
type Beginning = Omit<ConversationTest, "name" | "steps">;

const mostSteps = 14;
const mostFound = 10;
const perReport = 25;

/**
 * Sends random contacts through a flow and shrinks each new failure to the shortest conversation. Yields the state again and again,
 * so that the caller can show it or stop. Throws `FlowNotRunnable` for a flow that cannot be compiled.
 */
export function* breakFlow(task: BreakTask): Generator<BreakProgress> {
  const { world, seed, conversations, never } = task;
  const programs = compileWorld(world);
  const found: FoundBreakage[] = [];
  for (let tried = 0; tried < conversations && found.length < mostFound; tried++) {
    if (tried % perReport === 0) {
      yield { tried, found: [...found] };
    }
    const dice = rollDice(Math.imul(seed, 0x9e3779b1) + tried);
    const { begin, steps, breakage } = talk(dice, world, programs, never);
    if (!breakage || found.some((it) => isSame(it, breakage))) {
      continue;
    }
    const breaks = (its: readonly TestAction[], beginning: Beginning) =>
      isSame(replay(its, beginning, world, programs, never), breakage);
    const shortest = shrinkSteps(steps, (its) => breaks(its, begin));
    // The contact and the channel matter seldom; without them a test says more.
    const beginning = breaks(shortest, {}) ? {} : begin;
    found.push({ ...breakage, test: { ...beginning, steps: [...shortest, expected(breakage)] } });
  }
  yield { tried: conversations, found: [...found] };
}

function talk(
  dice: Dice,
  world: TestWorld,
  programs: readonly Program[],
  never: readonly string[],
): {
  readonly begin: Beginning;
  readonly steps: readonly TestAction[];
  readonly breakage: Breakage | undefined;
} {
  const begin = drawBeginning(dice, world);
  const run = openTest(begin, world, programs);
  const steps: TestAction[] = [];
  const length = 1 + dice.throw(mostSteps);
  while (steps.length < length) {
    const action = drawAction(dice, run);
    const breakage = findBreakage(run, action, steps.length, never);
    if (breakage === "impossible") {
      break;
    }
    steps.push(action);
    if (breakage) {
      return { begin, steps, breakage };
    }
  }
  return { begin, steps, breakage: undefined };
}

/** Plays events again and returns the first failure; undefined where there is none, or an event cannot happen. */
function replay(
  steps: readonly TestAction[],
  begin: Beginning,
  world: TestWorld,
  programs: readonly Program[],
  never: readonly string[],
): Breakage | undefined {
  const run = openTest(begin, world, programs);
  for (const [index, action] of steps.entries()) {
    const breakage = findBreakage(run, action, index, never);
    if (breakage) {
      return breakage === "impossible" ? undefined : breakage;
    }
  }
  return undefined;
}

function drawBeginning(dice: Dice, { channels }: TestWorld): Beginning {
  const firstName = dice.pick(["Minh", "", "Ada", "👩‍🚀", "A".repeat(120), "{{ x }}"]);
  return {
    contact: {
      firstName,
      name: firstName,
      language: dice.pick(["en", "vi", "bn", "ar", ""]),
      optedIn: !dice.oneIn(3),
    },
    channel: dice.oneIn(2) && channels.length > 0 ? dice.pick(channels).type : undefined,
    people: dice.pick(["available", "busy", "closed"]),
  };
}

/** The expectation that fails in the conversation. */
function expected({ kind, detail }: Breakage): TestStep {
  if (kind === "never") {
    return { kind: "never", text: detail };
  }
  return kind === "silence" || kind === "deadEnd" ? { kind: "replies" } : { kind: "noFailure" };
}

function isSame(one: Breakage | undefined, other: Breakage): boolean {
  return one?.kind === other.kind && one.nodeId === other.nodeId && one.detail === other.detail;
}
