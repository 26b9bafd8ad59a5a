import type { Input } from "@chatloom/runtime";
import type { AnsweringEffect, HeldInput } from "../conversations/conversation-doc.ts";
import { failed } from "../effects/outcome.ts";
import type { ConversationHold } from "./conversation-hold.ts";
import { botMayAct } from "./take-bot-turn.ts";
import type { Workshop } from "./workshop.ts";

/** The effects of one conversation whose answers are awaited. */
export interface Calls {
  /** Begins those that were decided and are not under way. */
  readonly start: () => void;
  readonly answered: () => boolean;
  /** The answers so far; they stay until `settled`. */
  readonly answers: () => readonly HeldInput[];
  readonly settled: (answers: readonly HeldInput[]) => void;
  readonly underWay: () => boolean;
}

/** `raise` is called with each answer. */
export function createCalls(workshop: Workshop, hold: ConversationHold, raise: () => void): Calls {
  const begun = new Set<string>();
  const underWay = new Set<string>();
  let answers: readonly HeldInput[] = [];
  // What is there before we decided anything was begun by someone who is gone.
  const inherited = new Set(hold.state.calls.map((it) => it.id));

  return {
    start() {
      if (!botMayAct(hold.state) || workshop.closing()) return;
      for (const effect of hold.state.calls) {
        if (begun.has(effect.id)) continue;
        begun.add(effect.id);
        void carryOut(effect);
      }
    },
    answered: () => answers.length > 0,
    answers: () => answers,
    settled(done) {
      answers = answers.filter((it) => !done.includes(it));
    },
    underWay: () => underWay.size > 0,
  };

  async function carryOut(effect: AnsweringEffect): Promise<void> {
    underWay.add(effect.id);
    const outcome =
      inherited.has(effect.id) && !repeatable(effect)
        ? failed("effect.interrupted", "The server stopped while this was under way")
        : await workshop.effects.carryOut(effect);
    const input: Input =
      "answer" in outcome
        ? { type: "effectAnswered", effectId: effect.id, answer: outcome.answer }
        : { type: "effectFailed", effectId: effect.id, error: outcome.error };
    answers = [...answers, { id: effect.id, input }];
    underWay.delete(effect.id);
    raise();
  }
}

/** Whether doing it once more does no harm. */
function repeatable(effect: AnsweringEffect): boolean {
  if (effect.type !== "callHttp") return true;
  return ["GET", "HEAD", "PUT", "DELETE"].includes(effect.request.method.toUpperCase());
}
