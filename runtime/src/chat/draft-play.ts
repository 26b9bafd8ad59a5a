import type { Context } from "../context.ts";
import type { ContactChange, Effect } from "../effect.ts";
import type { Input, JsonObject } from "../input.ts";
import type { Run } from "../run.ts";
import { applyContactChanges } from "../shell/apply-contact-changes.ts";
import { giveToBot, giveToPerson, runningTimers } from "../shell/handler-changes.ts";
import { settleEffects } from "../shell/settle-effects.ts";
import { type AnsweringEffect, botMayAct, type ShellState } from "../shell/shell-state.ts";
import { takeTurn } from "../take-turn.ts";
import type { Programs } from "../turn.ts";
import { RecordedAnswers } from "./recorded-answers.ts";
import type { RecordedTurn } from "./recorded-turn.ts";
import { type Said, saidOf } from "./said-of.ts";
import { tapsOf } from "./taps-of.ts";

/** How many turns one recorded turn may lead to. */
const mostTurns = 200;

/** A conversation that is played again with other programs, in the world that was recorded. */
export class DraftPlay<T extends RecordedTurn> {
  /** The type of a call without a recorded answer. */
  unanswered: string | undefined;
  readonly #programsAt: (turn: T) => Programs;
  readonly #answers: RecordedAnswers;
  #run: Run | undefined;
  #shell: Omit<ShellState, "contact" | "variables"> = { handler: "bot", timers: [], calls: [] };
  /** Flows handed the recorded conversation over; otherwise a person took it. */
  #handedByFlow = false;
  readonly #changes: ContactChange[] = [];
  #variables: JsonObject = {};
  readonly #taps: { label: string; payload: string }[] = [];
  #said: Said[] = [];
  #turns = 0;
  /** Turns since the recorded turn began. */
  #since = 0;

  constructor(turns: readonly T[], programsAt: (turn: T) => Programs) {
    this.#programsAt = programsAt;
    this.#answers = new RecordedAnswers(turns);
  }

  /** Collects from now on in `said` what the contact sees. */
  sayTo(said: Said[]): void {
    this.#said = said;
  }

  /** Whether time limits or waits have ended by then. */
  isDue(at: number): boolean {
    return runningTimers(this.#shell).some((it) => it.at <= at);
  }

  /** Lets the timers fire that have ended by a recorded turn. */
  passTo(turn: T): void {
    for (let fired = 0; fired < mostTurns; fired++) {
      const [due] = [...runningTimers(this.#shell)].sort((a, b) => a.at - b.at);
      if (!due || due.at > turn.context.now || this.unanswered !== undefined) {
        return;
      }
      this.#shell = { ...this.#shell, timers: this.#shell.timers.filter((it) => it !== due) };
      this.#take(turn, { type: "timerFired", timerId: due.id }, due.at);
      this.answerCalls(turn);
    }
  }

  /** Answers the calls that are out, as far as answers were recorded. */
  answerCalls(turn: T): void {
    for (let count = 0; count < mostTurns; count++) {
      const call = this.#pending();
      if (!call || this.unanswered !== undefined) {
        return;
      }
      const answer = this.#answers.take(call);
      if (!answer) {
        this.unanswered = call.type;
        return;
      }
      this.#shell = { ...this.#shell, calls: this.#shell.calls.filter((it) => it !== call) };
      this.#take(turn, answer);
    }
  }

  /** Takes what happened in a recorded turn. */
  take(turn: T): void {
    const { input } = turn;
    if (input.type === "handedBack") {
      const { handler } = this.#shell;
      if (handler === "waiting" || handler === "human") {
        this.#shell = { ...this.#shell, ...giveToBot(this.#shell, turn.context.now) };
        this.#take(turn, input);
      }
      return;
    }
    this.#take(turn, this.#adapted(input));
  }

  /** Notes what flows changed in the recorded conversation. */
  follow({ context, effects }: RecordedTurn): void {
    this.#since = 0;
    if (effects.some((it) => it.type === "handOff")) {
      this.#handedByFlow = true;
    } else if (!context.withPeople) {
      this.#handedByFlow = false;
    }
    if (context.withPeople && !context.untaken && this.#shell.handler === "waiting") {
      this.#shell = { ...this.#shell, ...giveToPerson(this.#shell, context.now) };
    }
  }

  #take(turn: T, input: Input, at = turn.context.now): void {
    const now = Math.min(at, turn.context.now);
    const context = this.#contextOf(turn, now);
    const programs = this.#programsAt(turn);
    const taken = takeTurn({ programs, run: this.#run, input, context });
    this.#turns += 1;
    this.#since += 1;
    this.#run = taken.run && (JSON.parse(JSON.stringify(taken.run)) as Run);
    this.#settle(taken.effects, context);
    this.#said.push(...saidOf(taken.effects));
    for (const effect of taken.effects) {
      if (effect.type === "send") {
        this.#taps.push(...tapsOf(effect.content));
      }
    }
  }

  #contextOf({ context }: RecordedTurn, now: number): Context {
    const taken = context.withPeople && !this.#handedByFlow;
    const own = !botMayAct(this.#shell);
    return {
      ...context,
      now,
      // The first turn draws the same random choices as the recorded one.
      seed: this.#since === 0 ? context.seed : `${context.seed}+${this.#since}`,
      turnId: `d${this.#turns}`,
      contact: applyContactChanges(context.contact, this.#changes).contact,
      workspace: {
        ...context.workspace,
        variables: { ...context.workspace.variables, ...this.#variables },
      },
      withPeople: own || taken ? true : undefined,
      untaken: own ? this.#shell.handler === "waiting" : context.untaken,
    };
  }

  #settle(effects: readonly Effect[], { contact, workspace, now }: Context): void {
    const before = { ...this.#shell, contact, variables: workspace.variables };
    const {
      contact: _contact,
      variables: _variables,
      ...shell
    } = settleEffects(before, effects, now);
    this.#shell = shell;
    for (const effect of effects) {
      if (effect.type === "updateContact") {
        this.#changes.push(...effect.changes);
      } else if (effect.type === "setWorkspaceVariable") {
        this.#variables = { ...this.#variables, [effect.name]: effect.value };
      }
    }
  }

  #pending(): AnsweringEffect | undefined {
    const { waiting } = this.#run ?? {};
    return waiting?.for === "effect"
      ? this.#shell.calls.find((it) => it.id === waiting.effectId)
      : undefined;
  }

  /** A tap leads to the option of the same label, a callback to the step that waits for one now. */
  #adapted(input: Input): Input {
    if (input.type === "postback") {
      const offered = this.#taps.some((it) => it.payload === input.payload);
      const same = this.#taps.findLast((it) => it.label === input.label);
      return offered || !same ? input : { ...input, payload: same.payload };
    }
    if (input.type === "callback") {
      const runs = this.#run ? [this.#run, ...(this.#run.parked ?? []).toReversed()] : [];
      const tokens = runs.flatMap(({ waiting }) =>
        waiting.for === "callback" ? [waiting.token] : [],
      );
      const [token] = tokens;
      return tokens.includes(input.token) || token === undefined ? input : { ...input, token };
    }
    return input;
  }
}
