import type { Frame } from "./frame.ts";
import type { Input } from "./input.ts";
import type { JsonObject } from "./json.ts";

export type { Frame } from "./frame.ts";

/**
 * CONTRACT. The state of the bot between turns: plain JSON, stored in the conversation. `undefined` where a run
 * is expected means that there is none.
 */
export interface Run {
  readonly id: string;
  /** The flows in progress: the innermost flow last. Outer ones wait at their `subflow` node. */
  readonly frames: readonly Frame[];
  readonly waiting: Waiting;
  /** Variables of every frame's flow live in its frame; these outlive flows within one run. */
  readonly startedAt: number;
  /** The step that the run began at. */
  readonly start?: string | undefined;
  /** The last turn's time, for run expiry. */
  readonly touchedAt: number;
  /** Inputs that arrived while an effect was out, in order. */
  readonly queued: readonly QueuedInput[];
  /** Bot messages per hour, for the bound. */
  readonly sent: { readonly hour: number; readonly count: number };
  /** The secret of this run's callback addresses, and how many callbacks came or were given up. */
  readonly callbacks?: { readonly secret: string; readonly count: number };
  /** The contact's last message, for texts: `{{ message.text }}`. */
  readonly message?: JsonObject;
  /** The flows that led to this run by changing the contact, oldest first, and its own: so that they stop triggering one another. */
  readonly causes?: readonly string[];
  /** How often it moved to another conversation. */
  readonly moves?: number | undefined;
  /** Runs that are parked behind this one, such as reminders; the newest last. They have no parked runs. */
  readonly parked?: readonly Run[] | undefined;
}

/** Returns the frames of a run and of its parked runs: all the flow versions that it needs. */
export function framesOf(run: Run | undefined): readonly Frame[] {
  return run ? [...run.frames, ...(run.parked ?? []).flatMap((it) => it.frames)] : [];
}

/** The input that the run waits for. */
export type Waiting =
  | {
      readonly for: "contact";
      readonly timerId?: string | undefined;
      /** The contact answers a sensitive question: the answer is encrypted. */
      readonly secret?: boolean | undefined;
    }
  | { readonly for: "timer"; readonly timerId: string }
  | { readonly for: "effect"; readonly effectId: string }
  | {
      readonly for: "callback";
      readonly token: string;
      /** Epoch milliseconds; calls that come later are refused. */
      readonly expiresAt?: number | undefined;
      readonly timerId?: string | undefined;
    }
  | { readonly for: "people"; readonly timerId?: string | undefined };

/** An input together with the id it is consumed by. */
export interface QueuedInput {
  readonly id: string;
  readonly input: Input;
}
