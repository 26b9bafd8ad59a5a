import type { PathStep } from "@chatloom/runtime";
import type { MessageDoc } from "../message-doc.ts";
import type { StoredTurn, TurnRecord } from "../turn-doc.ts";

/** The parts of a stored message that reports count. */
export type ReportedMessage = Pick<
  MessageDoc,
  "sequence" | "at" | "direction" | "author" | "event" | "delivery" | "failure" | "flowId"
>;

/** The parts of a turn that reports count. */
export interface ReportedTurn {
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Of the message that holds the turn; undefined where it has a document of its own. */
  readonly sequence?: number | undefined;
  readonly path: readonly PathStep[];
  readonly goals: readonly { readonly name: string; readonly value: number }[];
  readonly language: string;
  readonly tags: readonly string[];
}

/** A call of a language model for a conversation. */
export interface ReportedCall {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Millionths of a US dollar. */
  readonly cost: number;
  readonly tokens: number;
  readonly failed: boolean;
}

/** Reads what reports count of a turn. */
export function readTurn({ number, at, record }: StoredTurn, sequence?: number): ReportedTurn {
  const { context, path, effects } = JSON.parse(record) as TurnRecord;
  return {
    number,
    at,
    sequence,
    path,
    goals: effects.flatMap((it) =>
      it.type === "track" && it.event === "goal" ? [{ name: it.name, value: it.value ?? 0 }] : [],
    ),
    language: context.contact.language,
    tags: context.contact.tags,
  };
}
