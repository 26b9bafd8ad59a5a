import type { Flow, MessageContent } from "@chatloom/flows-schema";
import { compile } from "../compile.ts";
import type { Context } from "../context.ts";
import type { Effect } from "../effect.ts";
import type { EffectError, Input, JsonValue } from "../input.ts";
import type { Program } from "../program.ts";
import type { Run } from "../run.ts";
import {
  giveToBot,
  giveToPerson,
  returnIsDue,
  returnTime,
  runningTimers,
} from "../shell/handler-changes.ts";
import { settleEffects } from "../shell/settle-effects.ts";
import {
  type AnsweringEffect,
  botMayAct,
  type Handler,
  type ShellState,
} from "../shell/shell-state.ts";
import { takeTurn } from "../take-turn.ts";
import type { Turn } from "../turn.ts";
import { effectInWords } from "./effect-in-words.ts";
import { richChannel } from "./rich-channel.ts";
import { tapsOf } from "./taps-of.ts";

/** The next event of a conversation: words of the contact, a tap on a label, time that passes, an answer from outside. */
export type Happening =
  | string
  | { readonly tap: string }
  | { readonly send: MessageContent }
  | { readonly passes: number }
  | { readonly answer: JsonValue }
  | { readonly failure: string | EffectError }
  | { readonly input: Input };

/** How many timers may fire while time passes. */
const mostTimers = 500;

/** More timers fired while time passed than a test can wait for. */
export class TooManyTimers extends Error {
  constructor() {
    super(`More than ${mostTimers} timers fired while time passed`);
    this.name = "TooManyTimers";
  }
}

interface Others {
  readonly [flowId: string]: Flow;
}

/** A conversation under way, with a clock that only moves when it is told to. */
export class Chat {
  readonly lines: string[] = [];
  readonly turns: Turn[] = [];
  readonly effects: Effect[] = [];
  run: Run | undefined;
  context: Context;
  programs: readonly Program[];
  #shell: Omit<ShellState, "contact" | "variables" | "calls"> = {
    handler: "bot",
    timers: [],
  };
  #taps: { label: string; payload: string }[] = [];
  #sent = { hour: -1, count: 0 };

  /** Opens a conversation with a flow and the flows that it continues in, or with programs. */
  constructor(
    flow: Flow | readonly Program[],
    context: Partial<Context> = {},
    others: Others = {},
  ) {
    this.context = { ...testContext(), ...context };
    this.programs =
      "nodes" in flow
        ? Object.entries({ main: flow, ...others }).map(([flowId, it]) =>
            compile(it, { flowId, version: 1 }),
          )
        : flow;
  }

  /** Who answers the contact now. */
  get handler(): Handler {
    return this.#shell.handler;
  }

  /** The labels that can be tapped. */
  get offered(): readonly string[] {
    return [...new Set(this.#taps.map((it) => it.label))];
  }

  /** When the next timer fires, epoch milliseconds; undefined if none runs. */
  get nextTimer(): number | undefined {
    const times = runningTimers(this.#shell).map((it) => it.at);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** The call whose answer the run waits for. */
  get pending(): AnsweringEffect | undefined {
    const { waiting } = this.run ?? {};
    return waiting?.for === "effect"
      ? (this.effects.findLast((it) => it.id === waiting.effectId) as AnsweringEffect | undefined)
      : undefined;
  }

  /** Plays what happens and gives all that was said and done so far. */
  play(...happenings: readonly Happening[]): string[] {
    for (const happening of happenings) {
      this.#happen(happening);
    }
    return this.lines;
  }

  /** Takes one turn. */
  take(input: Input): Turn {
    const { now } = this.context;
    const hour = Math.floor(now / 3_600_000);
    const { handler } = this.#shell;
    const context: Context = {
      ...this.context,
      ...(!botMayAct(this.#shell) && { withPeople: true, untaken: handler === "waiting" }),
      turnId: `t${this.turns.length}`,
      seed: `s${this.turns.length}`,
      sentThisHour: this.#sent.hour === hour ? this.#sent.count : 0,
    };
    const pinned = (flowId: string, version: number) =>
      this.programs.find((it) => it.flowId === flowId && it.version === version);
    const programs = { active: this.programs, pinned };
    const turn = takeTurn({ programs, run: this.run, input, context });
    this.turns.push(turn);
    this.run = turn.run && (JSON.parse(JSON.stringify(turn.run)) as Run);
    this.#sent = turn.sent;
    this.#settle(turn.effects);
    for (const effect of turn.effects) {
      this.#note(effect);
    }
    return turn;
  }

  /** A person takes the conversation over. */
  takeOver(): void {
    this.#shell = giveToPerson(this.#shell, this.context.now);
  }

  /** The person marks the conversation as done. The bot goes on where the handoff says so, otherwise the run ends. */
  resolve(outcome?: string): void {
    if (this.#shell.handoff?.goesOn && this.run?.waiting.for === "people") {
      this.handBack({ resolved: true, outcome });
      return;
    }
    this.#shell = { ...giveToBot(this.#shell, this.context.now), handler: "none", timers: [] };
    this.run = undefined;
  }

  /** The person hands it back to the bot. */
  handBack(chosen: Omit<Extract<Input, { type: "handedBack" }>, "type"> = {}): void {
    this.#shell = giveToBot(this.#shell, this.context.now);
    this.take({ type: "handedBack", ...chosen });
  }

  #happen(happening: Happening): void {
    if (typeof happening === "string" || "tap" in happening || "send" in happening) {
      this.#shell = { ...this.#shell, returnsAt: returnTime(this.#shell, this.context.now) };
    }
    if (typeof happening === "string") {
      this.lines.push(`contact: ${happening}`);
      this.take({ type: "message", messageId: "m", content: { kind: "text", text: happening } });
    } else if ("tap" in happening) {
      this.lines.push(`contact: [${happening.tap}]`);
      const tap = this.#taps.findLast((it) => it.label === happening.tap);
      if (!tap) {
        throw new Error(`Nothing to tap is called "${happening.tap}"`);
      }
      this.take({ type: "postback", messageId: "m", ...tap });
    } else if ("send" in happening) {
      this.lines.push(`contact: (${happening.send.kind})`);
      this.take({ type: "message", messageId: "m", content: happening.send });
    } else if ("passes" in happening) {
      this.#pass(happening.passes);
    } else if ("input" in happening) {
      this.take(happening.input);
    } else {
      this.#answer(happening);
    }
  }

  #answer(happening: { answer: JsonValue } | { failure: string | EffectError }): void {
    const waiting = this.run?.waiting;
    if (waiting?.for !== "effect") {
      throw new Error("The run waits for no effect");
    }
    const { effectId } = waiting;
    if ("answer" in happening) {
      this.take({ type: "effectAnswered", effectId, answer: happening.answer });
    } else {
      const { failure } = happening;
      const error = typeof failure === "string" ? { code: failure, message: failure } : failure;
      this.take({ type: "effectFailed", effectId, error });
    }
  }

  /** Lets time pass: timers that fall due fire in order. Throws `TooManyTimers` where a flow wakes up without end. */
  #pass(ms: number): void {
    const end = this.context.now + ms;
    for (let fired = 0; ; fired++) {
      if (fired > mostTimers) {
        throw new TooManyTimers();
      }
      if (returnIsDue(this.#shell, end)) {
        const now = Math.max(this.context.now, this.#shell.returnsAt ?? end);
        this.context = { ...this.context, now };
        this.handBack();
        continue;
      }
      const [due] = [...runningTimers(this.#shell)].sort((a, b) => a.at - b.at);
      if (!due || due.at > end) {
        break;
      }
      this.#shell = { ...this.#shell, timers: this.#shell.timers.filter((it) => it !== due) };
      this.context = { ...this.context, now: Math.max(this.context.now, due.at) };
      this.take({ type: "timerFired", timerId: due.id });
    }
    this.context = { ...this.context, now: end };
  }

  #settle(effects: readonly Effect[]): void {
    const { contact, workspace, now } = this.context;
    const { variables } = workspace;
    const before = { ...this.#shell, contact, variables, calls: [] };
    const after = settleEffects(before, effects, now);
    this.#shell = after;
    this.context = {
      ...this.context,
      contact: after.contact,
      workspace: { ...workspace, variables: after.variables },
    };
  }

  #note(effect: Effect): void {
    this.effects.push(effect);
    const line = effectInWords(effect);
    if (line !== undefined) {
      this.lines.push(line);
    }
    if (effect.type === "send") {
      this.#taps.push(...tapsOf(effect.content));
    }
  }
}

/** Plays a conversation with a flow and gives it as lines: `bot: …`, `contact: …`, `→ handOff`. */
export function chat(flow: Flow, ...happenings: readonly Happening[]): string[] {
  return new Chat(flow).play(...happenings);
}

/** A contact on a channel that shows everything, on a Monday at noon. */
export function testContext(): Context {
  return {
    now: Date.UTC(2026, 5, 1, 12),
    seed: "seed",
    turnId: "t",
    conversationId: "c1",
    contact: {
      id: "p1",
      name: "Ada Lovelace",
      firstName: "Ada",
      lastName: "Lovelace",
      email: "",
      phone: "",
      language: "en",
      tags: [],
      optedIn: false,
      fields: {},
    },
    channel: { id: "ch1", type: "test", name: "Test", abilities: richChannel },
    workspace: { id: "w1", name: "Shop", variables: {} },
    firstContact: false,
    publicUrl: "https://bot.example",
  };
}
