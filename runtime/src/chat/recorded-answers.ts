import type { Effect } from "../effect.ts";
import { answeringEffects } from "../effect.ts";
import type { Input } from "../input.ts";
import type { AnsweringEffect } from "../shell/shell-state.ts";
import type { RecordedTurn } from "./recorded-turn.ts";

type Answer = Extract<Input, { type: "effectAnswered" | "effectFailed" }>;

interface Recorded {
  readonly effect: AnsweringEffect;
  readonly answer: Answer;
}

/** The answers from outside that a conversation got, each given once. */
export class RecordedAnswers {
  readonly #left: Recorded[];

  constructor(turns: readonly RecordedTurn[]) {
    const calls = new Map(
      turns.flatMap(({ effects }) => effects.filter(isCall).map((it) => [it.id, it] as const)),
    );
    this.#left = turns.flatMap(({ input }) => {
      if (input.type !== "effectAnswered" && input.type !== "effectFailed") {
        return [];
      }
      const effect = calls.get(input.effectId);
      return effect ? [{ effect, answer: input }] : [];
    });
  }

  /**
   * Takes the answer to a call: that of the same request, or of the same step with another request. Code has no answer to another
   * request, because its result follows from it. Returns undefined where nothing fits.
   */
  take(call: AnsweringEffect): Answer | undefined {
    const request = requestOf(call);
    const places = [
      this.#left.findIndex((it) => isSameStep(it.effect, call) && requestOf(it.effect) === request),
      this.#left.findIndex(
        (it) => it.effect.type === call.type && requestOf(it.effect) === request,
      ),
      call.type === "runCode" ? -1 : this.#left.findIndex((it) => isSameStep(it.effect, call)),
    ];
    const place = places.find((it) => it >= 0);
    const [taken] = place === undefined ? [] : this.#left.splice(place, 1);
    return taken && { ...taken.answer, effectId: call.id };
  }
}

/** Whether an effect comes back as an answer. */
export function isCall(effect: Effect): effect is AnsweringEffect {
  return answeringEffects.some((it) => it === effect.type);
}

function isSameStep(one: Effect, other: Effect): boolean {
  return one.type === other.type && one.flowId === other.flowId && one.nodeId === other.nodeId;
}

function requestOf({ id: _id, flowId: _flowId, nodeId: _nodeId, ...request }: Effect): string {
  return JSON.stringify(request);
}
