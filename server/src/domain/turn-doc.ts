import type { Context, Effect, Input, PathStep } from "@chatloom/runtime";
import type { ObjectId } from "../store/scoped-model.ts";

/** One turn of the bot as it is stored: with the message of the contact that it is about, or as a document of its own. */
export interface StoredTurn {
  readonly number: number;
  readonly at: number;
  /** The cause: the stored event, timer or effect. */
  readonly inputId: string;
  /** A `TurnRecord` as JSON: written with every turn, looked into seldom, and never searched. */
  readonly record: string;
}

/** A turn that no message caused. */
export interface TurnDoc extends StoredTurn {
  /** `<conversationId>.<number>` */
  readonly _id: string;
  readonly workspaceId: ObjectId;
  readonly conversationId: string;
}

/** A conversation's turns are numbered from 1 on without gaps, so whoever knows the newest knows the ids of all. */
export function turnIdOf(conversationId: string, number: number): string {
  return `${conversationId}.${number}`;
}

/** All that a turn met and did, for replay and reports. What the channel can do is left out of the context: its type tells. */
export interface TurnRecord {
  readonly input: Input;
  readonly context: Omit<Context, "channel"> & {
    readonly channel: Omit<Context["channel"], "abilities">;
  };
  readonly path: readonly PathStep[];
  readonly effects: readonly Effect[];
}
