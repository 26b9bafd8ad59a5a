import { countryOfPhone, type LlmAnswer, type PathStep } from "@chatloom/runtime";
import type { MessageDoc } from "../message-doc.ts";
import type { StoredTurn, TurnRecord } from "../turn-doc.ts";
import { touchOf } from "./touch-of.ts";

/** The parts of a stored message that reports count. */
export type ReportedMessage = Pick<
  MessageDoc,
  "sequence" | "at" | "direction" | "author" | "event" | "delivery" | "failure" | "flowId"
> & {
  /** The name of the approved template that it is. */
  readonly template?: string | undefined;
};

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
  /** ISO 3166; undefined where it is not known. */
  readonly country?: string | undefined;
  /** The source that brought the contact; see `touchOf`. */
  readonly touch?: string | undefined;
  /** The AI step that asks a model in this turn, `flowId/nodeId`, and its agent. */
  readonly asked?: { readonly step: string; readonly agentId?: string | undefined } | undefined;
  /** Steps that sent something once a model or another system had answered. */
  readonly said?: readonly string[] | undefined;
  /** The knowledge held nothing about the contact's question. */
  readonly unfounded?: boolean | undefined;
  /** Whether the conversation was handed over to people. */
  readonly handedOff?: boolean | undefined;
}

/** A call of a language model for a conversation. */
export interface ReportedCall {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Millionths of a US dollar. */
  readonly cost: number;
  /** Tokens; the cached ones are part of the input. */
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly model: string;
  /** `flowId/nodeId`. */
  readonly step?: string | undefined;
  readonly agentId?: string | undefined;
  /** How long it took; absent for calls of earlier releases. */
  readonly ms?: number | undefined;
  /** Why there was no answer. */
  readonly problem?: string | undefined;
}

/** Reads what reports count of a turn. */
export function readTurn({ number, at, record }: StoredTurn, sequence?: number): ReportedTurn {
  const { input, context, path, effects } = JSON.parse(record) as TurnRecord;
  const asked = effects.findLast((it) => it.type === "callLlm");
  const answered = input?.type === "effectAnswered" ? input.answer : undefined;
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
    country: countryOf(context.contact),
    touch: touchOf(input, path),
    asked: asked && { step: stepOf(asked), agentId: asked.request.agentId },
    said:
      answered === undefined
        ? undefined
        : effects.flatMap((it) => (it.type === "send" ? [stepOf(it)] : [])),
    unfounded: (answered as LlmAnswer | undefined)?.unfounded,
    handedOff: effects.some((it) => it.type === "handOff"),
  };
}

/** Returns the country of the contact's phone number, or else that of the language tag. */
function countryOf({
  phone = "",
  language,
}: {
  readonly phone?: string;
  readonly language: string;
}) {
  return countryOfPhone(phone) ?? /[-_]([A-Za-z]{2})$/.exec(language)?.[1]?.toUpperCase();
}

function stepOf({ flowId, nodeId }: { readonly flowId: string; readonly nodeId: string }): string {
  return `${flowId}/${nodeId}`;
}
