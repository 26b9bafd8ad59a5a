import type { ContactView, Context } from "./context.ts";
import type { Effect, EffectBody } from "./effect.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import type { Limits } from "./limits.ts";
import type { Program } from "./program.ts";
import type { QueuedInput, Waiting } from "./run.ts";
import { applyContactChanges } from "./shell/apply-contact-changes.ts";
import type { TextValues } from "./text-values.ts";
import type { PathStep, Programs, Turn } from "./turn.ts";

/** The state of a turn in progress. It exists within one call of `takeTurn` only, so it is mutable. */
export interface TurnState {
  readonly programs: Programs;
  readonly context: Context;
  readonly limits: Limits;
  readonly effects: Effect[];
  readonly path: PathStep[];
  readonly queue: QueuedInput[];
  readonly sent: { hour: number; count: number };
  readonly values: TextValues & { mark: TextValues["mark"]; marksWritten: boolean };
  run: RunState | undefined;
  /** The node to enter next, in the innermost frame. */
  cursor: string | undefined;
  handled: boolean;
  steps: number;
  stepLimit: number;
  /** The limit of steps was reached: an error path may still take a few. */
  inGrace: boolean;
  /** How many timers and runs this turn has started; their ids contain it. */
  timers: number;
  runs: number;
  contact: ContactView;
  workspace: JsonObject;
  message: JsonObject;
  /** Runs that are parked behind `run`, the newest last. */
  readonly parked: RunState[];
  /** The flows that led to the input that is received now, by changing the contact. */
  causes: readonly string[];
  /** Whether that input is older than the current question. */
  early: boolean;
  /** The limit of messages was reached: the reserved one may be sent. */
  lastWord: boolean;
  /** The flow's template was sent in place of messages that the channel does not take now. */
  windowTemplateSent?: boolean;
  /** The answer that a sensitive question read in this turn. */
  sensitive?: Turn["sensitive"];
  /** The variables of a called flow that has just ended, for the step that called it. */
  returned?: JsonObject | undefined;
}

/** A run, as a turn changes it. */
export interface RunState {
  readonly id: string;
  readonly startedAt: number;
  /** The step that it began at. */
  readonly start: string | undefined;
  /** Whether it existed before this turn, with its expiry timer. */
  readonly stored: boolean;
  readonly frames: FrameState[];
  readonly callbacks: { readonly secret: string; count: number };
  readonly causes: readonly string[];
  /** How often it moved to another conversation. */
  readonly moves: number;
  /** When the stored run was last continued, and when it expires. */
  readonly touchedAt: number;
  readonly expiresAt: number;
  waiting: Waiting | undefined;
}

/** A frame, as a turn changes it. */
export interface FrameState {
  readonly program: Program;
  nodeId: string;
  readonly variables: Record<string, JsonValue>;
  /** Paths of the variables that hold what the contact typed. */
  readonly typed: Set<string>;
  /** By variable with dots, the id of the message that gave the sensitive answer. */
  readonly sensitive: Record<string, string>;
  readonly memory: Record<string, JsonValue>;
}

/** The innermost flow in progress. */
export function topFrame(run: RunState): FrameState {
  return run.frames[run.frames.length - 1] as FrameState;
}

/** Adds an effect of the node that the run is at, and applies it to contact and workspace. */
export function emit(state: TurnState, body: EffectBody, flowId: string, nodeId: string): Effect {
  // A body belongs to one effect only, so it is changed in place: a copy for each costs a tenth of a turn.
  const id = `${state.context.turnId}:${state.effects.length}`;
  const effect: Effect = Object.assign(body, { id, flowId, nodeId });
  state.effects.push(effect);
  if (body.type === "send") {
    state.sent.count++;
  } else if (body.type === "setWorkspaceVariable") {
    state.workspace = { ...state.workspace, [body.name]: body.value };
  } else if (body.type === "updateContact") {
    if (state.run) {
      Object.assign(effect, { causes: state.run.causes });
    }
    state.contact = applyContactChanges(state.contact, body.changes).contact;
  }
  return effect;
}
