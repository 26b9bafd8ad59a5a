import type { RoutingRule } from "@chatloom/flows-schema";
import type { Context } from "./context.ts";
import type { Effect } from "./effect.ts";
import type { Input, JsonValue } from "./input.ts";
import type { Program } from "./program.ts";
import type { Run } from "./run.ts";

/** CONTRACT. Everything `takeTurn` needs. */
export interface TurnRequest {
  readonly programs: Programs;
  readonly run: Run | undefined;
  readonly input: Input;
  readonly context: Context;
}

/** The compiled flows a turn may need. */
export interface Programs {
  /** Every active flow's newest version: where triggers are looked for, and taps on old buttons. */
  readonly active: readonly Program[];
  /** Returns exactly the version that a run uses. */
  readonly pinned: (flowId: string, version: number) => Program | undefined;
  /** Rules that decide before triggers who answers a message. */
  readonly routing?: Routing | undefined;
}

/** A workspace's routing rules, in order, and the time zone of their hours. */
export interface Routing {
  readonly rules: readonly RoutingRule[];
  readonly timeZone: string;
}

/** CONTRACT. The result of a turn. `run` is undefined if there is none afterwards. */
export interface Turn {
  readonly run: Run | undefined;
  readonly effects: readonly Effect[];
  readonly path: readonly PathStep[];
  /** Whether anything answered; false for a message that no trigger and no waiting node took. */
  readonly handled: boolean;
  /**
   * The value that a sensitive question took from a message. Neither run, effects nor path have it; the shell keeps it, encrypted, with
   * the message.
   */
  readonly sensitive?: { readonly messageId: string; readonly value: JsonValue } | undefined;
  /** Bot messages in the clock hour (epoch hours) of this turn. Store it, and pass it as `context.sentThisHour`. */
  readonly sent: { readonly hour: number; readonly count: number };
}

/** One event of the turn, in order: for live highlighting, replay and reports. */
export type PathStep =
  | {
      readonly step: "started";
      readonly flowId: string;
      readonly version: number;
      readonly nodeId: string;
      readonly trigger: string;
    }
  | { readonly step: "entered"; readonly flowId: string; readonly nodeId: string }
  | {
      readonly step: "left";
      readonly flowId: string;
      readonly nodeId: string;
      readonly port: string;
      readonly connected: boolean;
    }
  | {
      readonly step: "set";
      readonly flowId: string;
      readonly nodeId: string;
      readonly variable: string;
      readonly value: JsonValue;
    }
  | {
      readonly step: "waits";
      readonly flowId: string;
      readonly nodeId: string;
      readonly for: string;
    }
  /** The run goes on in another conversation of the contact. */
  | {
      readonly step: "moved";
      readonly flowId: string;
      readonly nodeId: string;
      readonly toConversationId: string;
    }
  | {
      readonly step: "failed";
      readonly flowId: string;
      readonly nodeId: string;
      readonly code: string;
      readonly message: string;
    }
  /** A routing rule decided who answers; `flowId` is empty where no flow does. */
  | {
      readonly step: "routed";
      readonly flowId: string;
      readonly ruleId: string;
      readonly rule: string;
      readonly answer: RoutingRule["answer"];
    }
  /** A warning that stopped nothing, such as a missing path in an answer. */
  | {
      readonly step: "noticed";
      readonly flowId: string;
      readonly nodeId: string;
      readonly code: string;
      readonly message: string;
    }
  | { readonly step: "ended"; readonly flowId: string; readonly reason: string };
