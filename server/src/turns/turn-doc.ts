import type { Context, Effect, Input, PathStep } from "@chatloom/runtime";
import type { ObjectId } from "../store/scoped-model.ts";

/** One turn of the bot, for replay and reports. What the channel can do is left out of the context: its type tells. */
export interface TurnDoc {
  /** `<conversationId>.<number>` */
  readonly _id: string;
  readonly workspaceId: ObjectId;
  readonly conversationId: string;
  readonly number: number;
  readonly at: number;
  /** What caused it: the stored event, timer or effect. */
  readonly inputId: string;
  readonly input: Input;
  readonly context: Omit<Context, "channel"> & {
    readonly channel: Omit<Context["channel"], "abilities">;
  };
  readonly path: readonly PathStep[];
  readonly effects: readonly Effect[];
}
