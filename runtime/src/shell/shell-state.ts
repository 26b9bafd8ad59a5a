import type { Distribution, HandoffPriority } from "@chatloom/flows-schema";
import type {
  answeringEffects,
  Effect,
  HandoffOutcome,
  HandoffTarget,
  TimerPurpose,
} from "../effect.ts";
import type { JsonObject } from "../input.ts";
import type { ContactFacts } from "./apply-contact-changes.ts";

/**
 * CONTRACT. The state that every shell of the engine keeps beside the run: the server, the simulator, the tests. The
 * functions of this folder change it; they are pure.
 */
export interface ShellState<C extends ContactFacts = ContactFacts> {
  readonly contact: C;
  /** The workspace's variables. */
  readonly variables: JsonObject;
  readonly handler: Handler;
  /** When the conversation was handed to people, until one of them takes it. */
  readonly waitingSince?: number | undefined;
  /** When people got the conversation from the bot; undefined while the bot has it. */
  readonly pausedAt?: number | undefined;
  /** When the conversation returns to the bot by itself, although a person has it. */
  readonly returnsAt?: number | undefined;
  /** The contract of the handoff step; undefined where no step did. */
  readonly handoff?: HandoffTerms | undefined;
  readonly timers: readonly ShellTimer[];
  /** Effects whose answer the run waits for. */
  readonly calls: readonly AnsweringEffect[];
}

/** How a handed-over conversation is distributed, and how it comes back. */
export interface HandoffTerms {
  readonly assignTo: HandoffTarget["assignTo"];
  readonly teamId?: string | undefined;
  readonly skill?: string | undefined;
  readonly memberId?: string | undefined;
  readonly distribution: Distribution;
  readonly priority: HandoffPriority;
  readonly note?: string | undefined;
  readonly outcomes?: readonly HandoffOutcome[] | undefined;
  /** Whether the flow goes on when an agent resolves the conversation. */
  readonly goesOn?: boolean | undefined;
  /** Milliseconds without a message after which the conversation returns to the bot. */
  readonly returnAfterMs?: number | undefined;
  readonly flowId: string;
  readonly nodeId: string;
}

/** Who answers the contact: the bot, people who have not come yet, a person, or nobody. */
export type Handler = "bot" | "waiting" | "human" | "none";

/** A timer that a turn started. */
export interface ShellTimer {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly purpose: TimerPurpose;
}

/** An effect whose answer comes back as an input. */
export type AnsweringEffect = Extract<Effect, { type: (typeof answeringEffects)[number] }>;

/** Whether the bot may answer. */
export function botMayAct({ handler }: Pick<ShellState, "handler">): boolean {
  return handler === "bot" || handler === "none";
}
