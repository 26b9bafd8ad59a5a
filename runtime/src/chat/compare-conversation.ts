import type { Input } from "../input.ts";
import type { Programs } from "../turn.ts";
import { DraftPlay } from "./draft-play.ts";
import { isCall } from "./recorded-answers.ts";
import type { RecordedTurn } from "./recorded-turn.ts";
import { type Said, saidOf } from "./said-of.ts";
import { textOfInput } from "./text-of-input.ts";

/** One event of a conversation, with the answers that were given and those that would be given now. */
export interface Exchange {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The type of the input; `timerFired` where time passed. */
  readonly cause: Input["type"];
  /** The text that the contact wrote or tapped; empty for other causes. */
  readonly text: string;
  readonly before: readonly Said[];
  readonly after: readonly Said[];
}

/** A conversation as it was, beside what would happen with other programs. */
export interface ConversationComparison {
  readonly exchanges: readonly Exchange[];
  /** The index of the first exchange that differs. */
  readonly first?: number | undefined;
  /** The type of a call without a recorded answer; nothing is played after it. */
  readonly unanswered?: string | undefined;
}

/**
 * Plays what happened in a conversation again, with other programs, and compares the answers. `turns` begin with the turn that starts
 * the run. Calls get their recorded answers; texts, hand-overs and their order count, times do not. Pure.
 */
export function compareConversation<T extends RecordedTurn>(
  turns: readonly T[],
  programsAt: (turn: T) => Programs,
): ConversationComparison {
  const play = new DraftPlay(turns, programsAt);
  const exchanges: Exchange[] = [];
  const open = (turn: T, text: string, cause = turn.input.type): Said[] => {
    const before: Said[] = [];
    const after: Said[] = [];
    play.sayTo(after);
    exchanges.push({ at: turn.context.now, cause, text, before, after });
    return before;
  };
  let before: Said[] = [];
  /** Calls of the recorded conversation that are out. */
  const out = new Set<string>();
  for (const turn of turns) {
    const { input, context, effects } = turn;
    if (input.type === "effectAnswered" || input.type === "effectFailed") {
      out.delete(input.effectId);
      play.answerCalls(turn);
    } else {
      // What the contact wrote during a call waited for its answer then, so it waits now.
      if (out.size === 0) {
        play.answerCalls(turn);
      }
      const isTimer = input.type === "timerFired";
      if (isTimer || play.isDue(context.now)) {
        before = open(turn, "", "timerFired");
        play.passTo(turn);
      }
      if (!isTimer) {
        before = open(turn, textOfInput(input));
        play.take(turn);
      }
    }
    for (const effect of effects) {
      if (isCall(effect)) {
        out.add(effect.id);
      } else if (effect.type === "cancelCall") {
        out.delete(effect.effectId);
      }
    }
    before.push(...saidOf(effects));
    play.follow(turn);
    if (play.unanswered !== undefined) {
      break;
    }
  }
  const last = turns.at(-1);
  if (last) {
    play.answerCalls(last);
  }
  const told = exchanges.filter(
    (it) => it.text !== "" || it.before.length > 0 || it.after.length > 0,
  );
  const first = told.findIndex((it) => !isSame(it));
  const { unanswered } = play;
  const differs = first >= 0 ? first : unanswered === undefined ? undefined : told.length - 1;
  return { exchanges: told, first: differs, unanswered };
}

function isSame({ before, after }: Exchange): boolean {
  return (
    before.length === after.length && before.every((it, index) => it.key === after[index]?.key)
  );
}
