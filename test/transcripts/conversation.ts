import type { Flow } from "@chatloom/flows-schema";
import {
  type ContactView,
  compile,
  type Effect,
  type Input,
  type Program,
  type Run,
  type ShellState,
  type ShellTimer,
  settleEffects,
  takeTurn,
} from "@chatloom/runtime";
import { chatAbilities } from "./chat-channel.ts";
import { showEffect } from "./show-effect.ts";

/** The clock of every transcript starts here: a Friday morning. */
const startOfTime = Date.UTC(2027, 2, 5, 9, 0);

/** A conversation with a flow, without a server: it keeps the run, the contact, the clock and the timers. */
export class Conversation {
  contact: ContactView = {
    id: "ada",
    name: "Ada Lovelace",
    firstName: "Ada",
    lastName: "Lovelace",
    email: "",
    phone: "",
    language: "en",
    tags: [],
    optedIn: false,
    fields: {},
  };
  readonly #program: Program;
  #timers: readonly ShellTimer[] = [];
  /** Payload of everything tappable, by its label; newer ones replace older ones. */
  readonly #payloads = new Map<string, string>();
  #run: Run | undefined;
  #asked: Effect | undefined;
  #now = startOfTime;
  #turns = 0;

  constructor(flow: Flow) {
    this.#program = compile(flow, { flowId: "sample", version: 1 });
  }

  /** Takes a turn and gives the lines that tell what came of it. */
  receive(input: Input): string[] {
    this.#turns++;
    const turnId = `turn${this.#turns}`;
    const before = this.#run;
    const turn = takeTurn({
      programs: { active: [this.#program], pinned: () => this.#program },
      run: this.#run,
      input,
      context: {
        now: this.#now,
        seed: turnId,
        turnId,
        conversationId: "conversation",
        contact: this.contact,
        channel: { id: "chat", type: "web", name: "Website", abilities: chatAbilities },
        workspace: { id: "workspace", name: "Brightside", variables: {} },
        firstContact: false,
        publicUrl: "https://bot.example.com",
      },
    });
    this.#run = turn.run;
    this.#settle(turn.effects);
    for (const effect of turn.effects) {
      this.#keepPayloads(effect);
    }
    const lines = turn.effects.flatMap(showEffect);
    if (!turn.handled) {
      return [...lines, "→ unhandled"];
    }
    return before && !turn.run ? [...lines, "→ end"] : lines;
  }

  /** The contact writes. */
  write(text: string): string[] {
    return this.receive({
      type: "message",
      messageId: `m${this.#turns}`,
      content: { kind: "text", text },
    });
  }

  /** Taps the last shown option with a label. */
  tap(label: string): string[] {
    const payload = this.#payloads.get(label);
    if (payload === undefined) {
      throw new Error(`Nothing was shown that says "${label}"`);
    }
    return this.receive({ type: "postback", messageId: `m${this.#turns}`, payload, label });
  }

  /** The call that is out comes back. */
  answer(answer: Extract<Input, { type: "effectAnswered" }>["answer"]): string[] {
    return this.receive({ type: "effectAnswered", effectId: this.#effectId(), answer });
  }

  /** The call that is out fails. */
  fail(code: string, message: string): string[] {
    return this.receive({
      type: "effectFailed",
      effectId: this.#effectId(),
      error: { code, message },
    });
  }

  /** Moves the clock forward; due work runs in order. */
  wait(ms: number): string[] {
    const until = this.#now + ms;
    const lines: string[] = [];
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
      if (!next || next.at > until) {
        break;
      }
      this.#timers = this.#timers.filter((it) => it !== next);
      this.#now = Math.max(this.#now, next.at);
      lines.push(...this.receive({ type: "timerFired", timerId: next.id }));
    }
    this.#now = until;
    return lines;
  }

  #effectId(): string {
    if (!this.#asked) {
      throw new Error("No call is out that could be answered");
    }
    return this.#asked.id;
  }

  #settle(effects: readonly Effect[]): void {
    const before: ShellState<ContactView> = {
      contact: this.contact,
      variables: {},
      handler: "bot",
      timers: this.#timers,
      calls: [],
    };
    const after = settleEffects(before, effects, this.#now);
    this.contact = after.contact;
    this.#timers = after.timers;
    this.#asked = after.calls.at(-1) ?? this.#asked;
  }

  #keepPayloads(effect: Effect): void {
    if (effect.type !== "send") {
      return;
    }
    const { content } = effect;
    if ("replies" in content) {
      for (const { label, payload } of content.replies ?? []) {
        this.#payloads.set(label, payload);
      }
    }
    if (content.kind === "buttons") {
      for (const button of content.buttons) {
        if (button.type === "postback") {
          this.#payloads.set(button.label, button.payload);
        }
      }
    }
  }
}
