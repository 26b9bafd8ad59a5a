import { contentText, type MessageContent, type TestStep } from "@chatloom/flows-schema";
import {
  type AnsweringEffect,
  applyContactChanges,
  botMayAct,
  type ContactView,
  type Effect,
  type Handler,
  type HandoffTerms,
  type Input,
  type JsonValue,
  type Program,
  type Run,
  returnTime,
  type ShellTimer,
  settleEffects,
  takeTurn,
} from "@chatloom/runtime";
import type { Entry, NoticeName } from "./entry.ts";
import { simulatedAnswer } from "./simulated-answer.ts";
import { simulatedQueue } from "./simulated-queue.ts";
import type { SimulatedWorld } from "./simulated-world.ts";
import { contactStep, inputStep } from "./test-steps.ts";

/** An effect that a person answers in the simulator. */
export type PromptedEffect = Extract<
  AnsweringEffect,
  { type: "callHttp" | "callLlm" | "callMcp" | "callSheet" | "runCode" }
>;

/** An effect that the server can carry out for a test. */
export type TriableEffect = Exclude<PromptedEffect, { type: "callSheet" }>;

/** A conversation in the browser, run by the same engine as in production. It is immutable: each step returns a new one. */
export interface Simulation {
  readonly flowId: string;
  readonly programs: readonly Program[];
  readonly world: SimulatedWorld;
  readonly now: number;
  readonly turns: number;
  readonly run: Run | undefined;
  readonly entries: readonly Entry[];
  readonly timers: readonly ShellTimer[];
  readonly pending: AnsweringEffect | undefined;
  readonly handler: Handler;
  readonly handoff?: HandoffTerms | undefined;
  readonly returnsAt?: number | undefined;
  /** When people got the conversation from the bot, on the simulated clock. */
  readonly pausedAt?: number | undefined;
  readonly waitingSince?: number | undefined;
  readonly visited: ReadonlySet<string>;
  readonly taken: ReadonlySet<string>;
  readonly standsAt: string | undefined;
  /** The conversation so far, as the steps of a test. */
  readonly steps: readonly TestStep[];
  /** The contact, the channel and the moment before the first step. */
  readonly began: { readonly world: SimulatedWorld; readonly now: number };
}

/** A conversation that has not begun. */
export function openSimulation(
  flowId: string,
  programs: readonly Program[],
  world: SimulatedWorld,
  now: number,
): Simulation {
  return {
    flowId,
    programs,
    world,
    now,
    turns: 0,
    run: undefined,
    entries: [],
    timers: [],
    pending: undefined,
    handler: "bot",
    visited: new Set(),
    taken: new Set(),
    standsAt: undefined,
    steps: [],
    began: { world, now },
  };
}

/** The id of the simulated conversation. */
export const simulatedId = "simulated";

/** Processes an input of the contact. While people own the conversation the bot answers only what the engine lets it. */
export function contactSays(
  simulation: Simulation,
  content: MessageContent,
  input: Input,
): Simulation {
  const said = withStep(withEntry(simulation, "contact", content), contactStep(content, input));
  return take({ ...said, returnsAt: returnTime(said, said.now) }, input);
}

/** Runs one turn and its effects, as far as the simulator has them, and what the simulator answers by itself. */
export function take(simulation: Simulation, input: Input): Simulation {
  const step = inputStep(input);
  return takeAll(step ? withStep(simulation, step) : simulation, input);
}

function takeAll(simulation: Simulation, input: Input): Simulation {
  const state = takeOne(simulation, input);
  const { pending } = state;
  const answer = pending && simulatedAnswer(state, pending);
  return answer === undefined || !pending
    ? state
    : takeAll(state, { type: "effectAnswered", effectId: pending.id, answer });
}

function takeOne(simulation: Simulation, input: Input): Simulation {
  const { programs, world, now, run } = simulation;
  const turn = takeTurn({
    programs: {
      active: programs,
      pinned: (flowId, version) =>
        programs.find((it) => it.flowId === flowId && it.version === version),
    },
    run,
    input,
    context: {
      now,
      seed: `s${simulation.turns}`,
      turnId: `t${simulation.turns}`,
      conversationId: simulatedId,
      contact: world.contact,
      channel: world.channel,
      workspace: world.workspace,
      segments: world.segments,
      ...(!botMayAct(simulation) && {
        withPeople: true,
        untaken: simulation.handler === "waiting",
      }),
      queue: simulation.handoff ? simulatedQueue(simulation, simulation.handoff) : undefined,
      firstContact: simulation.entries.filter((it) => it.from === "contact").length <= 1,
      publicUrl: globalThis.location?.origin ?? "https://example.com",
    },
  });
  const visited = new Set(simulation.visited);
  const taken = new Set(simulation.taken);
  let { standsAt } = simulation;
  const { pending } = simulation;
  const awaited =
    pending && "effectId" in input && input.effectId === pending.id ? undefined : pending;
  const began = { ...simulation, turns: simulation.turns + 1, pending: awaited };
  let state = settle(began, turn.effects);
  for (const effect of turn.effects) {
    state = show(state, effect);
  }
  for (const step of turn.path) {
    if (step.step === "failed") {
      state = withNotice(state, "failed", step.message, step.nodeId, step.code);
    }
    if (step.step === "noticed") {
      state = withNotice(state, "problem", step.message, step.nodeId, step.code);
    }
    if (step.flowId !== simulation.flowId) {
      continue;
    }
    if (step.step === "started" || step.step === "entered") {
      visited.add(step.nodeId);
    }
    if (step.step === "left" && step.connected) {
      taken.add(`${step.nodeId} ${step.port}`);
    }
    if (step.step === "waits") {
      standsAt = step.nodeId;
    }
  }
  if (turn.run === undefined) {
    standsAt = undefined;
    if (turn.path.some((step) => step.step === "ended")) {
      state = withNotice(state, "ended");
    }
  }
  if (!turn.handled && input.type === "message" && botMayAct(simulation)) {
    state = withNotice(state, "nothingAnswers");
  }
  return { ...state, run: turn.run, visited, taken, standsAt };
}

/** Changes what the production shell would change: contact, workspace, timers, handler, and the call that is pending. */
function settle(simulation: Simulation, effects: readonly Effect[]): Simulation {
  const { world, handler, waitingSince, pausedAt, returnsAt, handoff, timers, pending, now } =
    simulation;
  const { contact, workspace } = world;
  const { variables } = workspace;
  const before = {
    contact,
    variables,
    handler,
    waitingSince,
    pausedAt,
    returnsAt,
    handoff,
    timers,
    calls: pending ? [pending] : [],
  };
  const after = settleEffects(before, effects, now);
  return {
    ...simulation,
    world: {
      ...world,
      contact: after.contact,
      workspace: { ...workspace, variables: after.variables },
    },
    handler: after.handler,
    waitingSince: after.waitingSince,
    pausedAt: after.pausedAt,
    returnsAt: after.returnsAt,
    handoff: after.handoff,
    timers: after.timers,
    pending: after.calls.at(-1),
  };
}

/** Shows an effect in the chat, as a message or a notice. */
function show(state: Simulation, effect: Effect): Simulation {
  switch (effect.type) {
    case "send": {
      const text = contentText(effect.content) || `(${effect.content.kind})`;
      const said = withEntry(state, "bot", effect.content, effect.nodeId);
      return withStep(said, { kind: "says", text });
    }
    case "updateContact": {
      const names = effect.changes.map((it) => ("name" in it ? it.name : it.action));
      return withNotice(state, "contact", names.join(", "), effect.nodeId);
    }
    case "handOff":
      return withNotice(state, "handedOff", effect.note, effect.nodeId);
    case "escalate": {
      const team = state.world.teams.find((it) => it.id === effect.teamId);
      return withNotice(state, "escalated", team?.name, effect.nodeId);
    }
    case "takeBack":
      return withNotice(state, "takenBack", "", effect.nodeId);
    case "assign":
      return withNotice(state, "assign", effect.to, effect.nodeId);
    case "notify":
      return withNotice(state, "notify", effect.text, effect.nodeId);
    case "track":
      return effect.event === "goal" || effect.event === "variant"
        ? withNotice(state, "track", effect.name, effect.nodeId)
        : state;
    case "alert":
      return withNotice(state, "problem", effect.message, effect.nodeId, effect.code);
    default:
      return state;
  }
}

/** The contact with another value in a field, built-in or custom. */
export function withContactField(
  contact: ContactView,
  name: string,
  value: JsonValue,
): ContactView {
  return applyContactChanges(contact, [{ action: "setField", name, value }]).contact;
}

/** The simulation with one more step of the test that can be saved of it. */
export function withStep(state: Simulation, step: TestStep): Simulation {
  const { world, now, steps } = state;
  const began = steps.length === 0 ? { world, now } : state.began;
  return { ...state, began, steps: [...steps, step] };
}

/** The simulation with one more line in the chat. */
export function withEntry(
  state: Simulation,
  from: Entry["from"],
  content: Entry["content"],
  nodeId?: string,
): Simulation {
  const entry: Entry = {
    id: state.entries.length,
    from,
    content,
    at: state.now,
    nodeId,
  };
  return { ...state, entries: [...state.entries, entry] };
}

/** The simulation with a notice in the chat; `text` fills its words in. */
export function withNotice(
  state: Simulation,
  what: NoticeName,
  text = "",
  nodeId?: string,
  code?: string,
): Simulation {
  return withEntry(state, "notice", { kind: "notice", what, text, code }, nodeId);
}
