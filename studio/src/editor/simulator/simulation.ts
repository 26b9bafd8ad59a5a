import type { Abilities, MessageContent } from "@chatloom/flows-schema";
import {
  type answeringEffects,
  type ContactView,
  type Effect,
  type Input,
  type JsonObject,
  type JsonValue,
  type Program,
  type Run,
  takeTurn,
} from "@chatloom/runtime";

/** An effect whose answer the run waits for. */
export type AnsweringEffect = Extract<Effect, { type: (typeof answeringEffects)[number] }>;

/** Whom the simulated conversation is with, and where. */
export interface SimulatedWorld {
  readonly contact: ContactView;
  readonly channel: {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly abilities: Abilities;
  };
  readonly workspace: {
    readonly id: string;
    readonly name: string;
    readonly variables: JsonObject;
  };
}

/** One line of the simulated chat. */
export interface Entry {
  readonly id: number;
  readonly from: "bot" | "contact" | "agent" | "notice";
  readonly content: MessageContent | Notice;
  readonly at: number;
  readonly nodeId?: string;
}

/** Something that happened without a message; `what` is a key under `simulator.notices`. */
export interface Notice {
  readonly kind: "notice";
  readonly what: NoticeName;
  readonly text: string;
}
export type NoticeName =
  | "assign"
  | "contact"
  | "ended"
  | "failed"
  | "handedBack"
  | "handedOff"
  | "nothingAnswers"
  | "notify"
  | "problem"
  | "takenBack"
  | "track";

/** A conversation in the browser, run by the very engine that production runs. A value: each step gives a new one. */
export interface Simulation {
  readonly flowId: string;
  readonly programs: readonly Program[];
  readonly world: SimulatedWorld;
  readonly now: number;
  readonly turns: number;
  readonly run: Run | undefined;
  readonly entries: readonly Entry[];
  readonly timers: readonly { readonly id: string; readonly at: number }[];
  readonly pending: AnsweringEffect | undefined;
  readonly handler: "bot" | "people";
  readonly visited: ReadonlySet<string>;
  readonly taken: ReadonlySet<string>;
  readonly standsAt: string | undefined;
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
  };
}

/** The contact writes, sends or taps. While people own the conversation the bot stays silent. */
export function contactSays(
  simulation: Simulation,
  content: MessageContent,
  input: Input,
): Simulation {
  const said = withEntry(simulation, "contact", content);
  return said.handler === "people" ? said : take(said, input);
}

/** Lets time pass: timers that fall due fire in their order. */
export function pass(simulation: Simulation, until: number): Simulation {
  let state = simulation;
  for (;;) {
    const due = [...state.timers].sort((a, b) => a.at - b.at)[0];
    if (!due || due.at > until || state.pending) break;
    state = take(
      {
        ...state,
        now: Math.max(state.now, due.at),
        timers: state.timers.filter((it) => it.id !== due.id),
      },
      { type: "timerFired", timerId: due.id },
    );
  }
  return { ...state, now: Math.max(state.now, until) };
}

/** A person writes to the contact while people own the conversation. */
export function agentSays(simulation: Simulation, text: string): Simulation {
  return withEntry(simulation, "agent", { kind: "text", text });
}

/** People are done: the bot goes on where the handoff says. */
export function handBack(simulation: Simulation): Simulation {
  return take(withNotice({ ...simulation, handler: "bot" }, "handedBack"), { type: "handedBack" });
}

/** Takes one turn and carries its effects out, as far as there is anything to carry out here. */
export function take(simulation: Simulation, input: Input): Simulation {
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
      seed: `simulated ${simulation.turns}`,
      turnId: `t${simulation.turns}`,
      conversationId: "simulated",
      contact: world.contact,
      channel: world.channel,
      workspace: world.workspace,
      firstContact: simulation.entries.filter((it) => it.from === "contact").length <= 1,
      publicUrl: globalThis.location?.origin ?? "https://example.com",
    },
  });
  const visited = new Set(simulation.visited);
  const taken = new Set(simulation.taken);
  let { standsAt } = simulation;
  let state: Simulation = { ...simulation, turns: simulation.turns + 1, pending: undefined };
  for (const effect of turn.effects) state = carryOut(state, effect);
  for (const step of turn.path) {
    if (step.step === "failed") state = withNotice(state, "failed", step.message, step.nodeId);
    if (step.flowId !== simulation.flowId) continue;
    if (step.step === "started" || step.step === "entered") visited.add(step.nodeId);
    if (step.step === "left" && step.connected) taken.add(`${step.nodeId} ${step.port}`);
    if (step.step === "waits") standsAt = step.nodeId;
  }
  if (turn.run === undefined) {
    standsAt = undefined;
    if (turn.path.some((step) => step.step === "ended")) state = withNotice(state, "ended");
  }
  if (!turn.handled && input.type === "message") state = withNotice(state, "nothingAnswers");
  return { ...state, run: turn.run, visited, taken, standsAt };
}

function carryOut(state: Simulation, effect: Effect): Simulation {
  switch (effect.type) {
    case "send":
      return withEntry(state, "bot", effect.content, effect.nodeId);
    case "startTimer":
      return {
        ...state,
        timers: [
          ...state.timers.filter((it) => it.id !== effect.timerId),
          { id: effect.timerId, at: effect.at },
        ],
      };
    case "cancelTimer":
      return { ...state, timers: state.timers.filter((it) => it.id !== effect.timerId) };
    case "callHttp":
    case "callLlm":
    case "runCode":
      return { ...state, pending: effect };
    case "updateContact":
      return withNotice(
        {
          ...state,
          world: {
            ...state.world,
            contact: effect.changes.reduce(changeContact, state.world.contact),
          },
        },
        "contact",
        effect.changes.map((it) => ("name" in it ? it.name : it.action)).join(", "),
        effect.nodeId,
      );
    case "setWorkspaceVariable": {
      const { workspace } = state.world;
      const variables = { ...workspace.variables, [effect.name]: effect.value };
      return { ...state, world: { ...state.world, workspace: { ...workspace, variables } } };
    }
    case "handOff":
      return withNotice({ ...state, handler: "people" }, "handedOff", effect.note, effect.nodeId);
    case "takeBack":
      return withNotice({ ...state, handler: "bot" }, "takenBack", "", effect.nodeId);
    case "assign":
      return withNotice(state, "assign", effect.to, effect.nodeId);
    case "notify":
      return withNotice(state, "notify", effect.text, effect.nodeId);
    case "track":
      return effect.event === "goal" || effect.event === "variant"
        ? withNotice(state, "track", effect.name, effect.nodeId)
        : state;
    case "alert":
      return withNotice(state, "problem", effect.message, effect.nodeId);
    case "typing":
      return state;
  }
}

function changeContact(
  contact: ContactView,
  change: Extract<Effect, { type: "updateContact" }>["changes"][number],
): ContactView {
  switch (change.action) {
    case "addTag":
      return { ...contact, tags: [...new Set([...contact.tags, change.name])] };
    case "removeTag":
      return { ...contact, tags: contact.tags.filter((it) => it !== change.name) };
    case "setField":
      return withContactField(contact, change.name, change.value);
    case "clearField":
      return withContactField(contact, change.name, "");
    case "optIn":
      return { ...contact, optedIn: true };
    case "optOut":
      return { ...contact, optedIn: false };
  }
}

/** A contact with another value in a field, one of those every contact has or one of the workspace's own. */
export function withContactField(
  contact: ContactView,
  name: string,
  value: JsonValue,
): ContactView {
  const own = ["name", "firstName", "lastName", "email", "phone", "language"];
  return own.includes(name)
    ? { ...contact, [name]: String(value ?? "") }
    : { ...contact, fields: { ...contact.fields, [name]: value } };
}

function withEntry(
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
    ...(nodeId === undefined ? {} : { nodeId }),
  };
  return { ...state, entries: [...state.entries, entry] };
}

function withNotice(state: Simulation, what: NoticeName, text = "", nodeId?: string): Simulation {
  return withEntry(state, "notice", { kind: "notice", what, text }, nodeId);
}
