import { type ConversationTest, contentText, type TestProblem } from "@chatloom/flows-schema";
import type { QueueState } from "../effect.ts";
import type { JsonValue } from "../input.ts";
import { readPath, splitPath } from "../read-path.ts";
import { type Chat, TooManyTimers } from "./chat.ts";
import { effectInWords } from "./effect-in-words.ts";

/** The most turns of one test. */
const mostTurns = 2_000;

/** One line of the real conversation. */
export interface TranscriptLine {
  readonly from: "contact" | "bot" | "note";
  readonly text: string;
  /** The step of the test that led to it. */
  readonly step: number;
  /** The step of the flow that said it. */
  readonly nodeId?: string | undefined;
}

/** One message of the bot. */
interface Said {
  readonly text: string;
  readonly nodeId: string;
}

/** A test under way: the conversation, and what has been seen of it. */
export class TestRun {
  readonly chat: Chat;
  readonly transcript: TranscriptLine[] = [];
  readonly said: Said[] = [];
  /** The steps of all flows that the conversation has been at. */
  readonly passed = new Set<string>();
  /** The steps and ports of the tested flow that the conversation used. */
  readonly visited = new Set<string>();
  readonly left = new Set<string>();
  /** Failures without an error path of their own, and limits that were reached. */
  readonly failures: {
    readonly nodeId: string;
    readonly code: string;
    readonly message: string;
  }[] = [];
  /** How many messages of the bot the expectations have taken. */
  taken = 0;
  /** How many messages the bot had sent before the last event. */
  saidBefore = 0;
  readonly flowId: string;
  readonly #queue: QueueState;
  #variables: Record<string, JsonValue> = {};
  #runId: string | undefined;
  #turns = 0;
  #effects = 0;

  constructor(flowId: string, chat: Chat, queue: QueueState) {
    this.flowId = flowId;
    this.chat = chat;
    this.#queue = queue;
  }

  /**
   * Plays an event, and answers what the server itself answers: the queue, and the links of payments and other channels. Returns a problem where the
   * conversation takes too long.
   */
  play(step: number, event: (chat: Chat) => void): TestProblem | undefined {
    this.saidBefore = this.said.length;
    const tooLong = !this.#happens(event);
    this.#collect(step);
    for (;;) {
      if (tooLong || this.chat.turns.length > mostTurns) {
        const values = { most: String(mostTurns) };
        return { code: "tooLong", values, nodeId: this.standsAt };
      }
      const answer = this.#ownAnswer();
      if (answer === undefined) {
        return undefined;
      }
      this.chat.play({ answer });
      this.#collect(step);
    }
  }

  /** Adds a line of the contact. */
  note(line: TranscriptLine): void {
    this.transcript.push(line);
  }

  /** Reads a variable by its name, also after the end of its flow. */
  read(name: string): JsonValue | undefined {
    const { contact, workspace } = this.chat.context;
    const [root = "", ...rest] = splitPath(name);
    if (root === "contact") {
      return readPath(
        { ...contact.fields, ...(contact as unknown as typeof contact.fields) },
        rest,
      );
    }
    return root === "workspace"
      ? readPath(workspace.variables, rest)
      : readPath(this.#variables[root], rest);
  }

  /** The step that the conversation stands at. */
  get standsAt(): string | undefined {
    return this.chat.run?.frames.at(-1)?.nodeId;
  }

  /** Plays an event; false where it set off too many timers. */
  #happens(event: (chat: Chat) => void): boolean {
    const written = this.transcript.filter((it) => it.from === "contact").length;
    this.chat.context = { ...this.chat.context, firstContact: written <= 1 };
    try {
      event(this.chat);
      return true;
    } catch (error) {
      if (error instanceof TooManyTimers) {
        return false;
      }
      throw error;
    }
  }

  #collect(step: number): void {
    const { chat } = this;
    for (const turn of chat.turns.slice(this.#turns)) {
      this.#keepVariables(turn);
      for (const it of turn.path) {
        this.#follow(it);
      }
    }
    for (const effect of chat.effects.slice(this.#effects)) {
      const words = effectInWords(effect);
      const { nodeId } = effect;
      if (effect.type === "send") {
        const text = contentText(effect.content) || `(${effect.content.kind})`;
        this.said.push({ text, nodeId });
        this.transcript.push({
          from: "bot",
          text: words?.slice("bot: ".length) ?? text,
          step,
          nodeId,
        });
      } else if (effect.type === "alert") {
        this.failures.push({ nodeId, code: effect.code, message: effect.message });
      }
      if (effect.type !== "send" && words !== undefined) {
        this.transcript.push({ from: "note", text: words, step, nodeId });
      }
    }
    this.#turns = chat.turns.length;
    this.#effects = chat.effects.length;
  }

  #keepVariables({ run, path }: Chat["turns"][number]): void {
    if (run && run.id !== this.#runId) {
      this.#runId = run.id;
      this.#variables = {};
    }
    for (const it of path) {
      if (it.step === "set") {
        this.#variables[it.variable] = it.value;
      }
    }
    for (const { variables } of run?.frames ?? []) {
      Object.assign(this.#variables, variables);
    }
  }

  #follow(it: Chat["turns"][number]["path"][number]): void {
    if (it.step === "started" || it.step === "entered") {
      this.passed.add(it.nodeId);
      if (it.flowId === this.flowId) {
        this.visited.add(it.nodeId);
      }
    } else if (it.step === "left" && it.flowId === this.flowId) {
      this.left.add(`${it.nodeId} ${it.port}`);
    }
  }

  #ownAnswer(): JsonValue | undefined {
    const { pending } = this.chat;
    switch (pending?.type) {
      case "lookUpQueue":
        return { ...this.#queue };
      case "createPayment":
        return { paymentId: pending.id, url: "https://payment.example/test" };
      case "openSwitch":
        return { switchId: pending.id, url: "https://chat.example/test" };
      case "checkPayment":
        return { state: pending.close ? "closed" : "open" };
      default:
        return undefined;
    }
  }
}

/** Gives the queue that a test's handoffs meet. */
export function someQueue(people: NonNullable<ConversationTest["people"]>): QueueState {
  const available = people === "available" ? 1 : 0;
  return {
    open: people !== "closed",
    opensAt: "",
    team: "",
    available,
    position: 1,
    waitMinutes: available > 0 ? 1 : 10,
  };
}
