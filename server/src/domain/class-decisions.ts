import { spokenText } from "@chatloom/runtime";
import type { TurnRecord } from "./turn-doc.ts";

/** A turn as decisions are read from it. */
export type DecidingTurn = Pick<TurnRecord, "input" | "path" | "effects"> & {
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
};

/** A decision of a classification step in a turn. `chosen` is the id of a class; empty: none of them. */
export interface DecidedClass {
  readonly turn: number;
  readonly at: number;
  readonly text: string;
  readonly chosen: string;
}

const longestText = 1_000;

/** Reads what a classification step decided, from turns in their order. Failed and empty texts decide nothing. */
export function classDecisions(
  turns: readonly DecidingTurn[],
  flowId: string,
  nodeId: string,
): DecidedClass[] {
  const here = (it: { readonly flowId: string; readonly nodeId: string }) =>
    it.flowId === flowId && it.nodeId === nodeId;
  const decided = new Map<number, DecidedClass>();
  let asked = "";
  for (const { number, at, input, path, effects } of turns) {
    for (const effect of effects) {
      if (effect.type === "callLlm" && here(effect)) {
        asked = effect.request.messages.findLast((it) => it.role === "user")?.content ?? "";
      }
    }
    for (const step of path) {
      if (step.step === "entered" && here(step)) {
        asked = asked === "" ? spokenText(input) : asked;
      }
      if (step.step === "left" && here(step)) {
        const chosen = /^class:(.+)$/.exec(step.port)?.[1] ?? "";
        const text = asked.slice(0, longestText);
        if (text.trim() !== "" && (chosen !== "" || step.port === "else")) {
          decided.set(number, { turn: number, at, text, chosen });
        }
        asked = "";
      }
    }
  }
  return [...decided.values()];
}
