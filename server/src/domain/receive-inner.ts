import type { ConversationDoc, HeldInput } from "./conversation-doc.ts";
import { runningTimers } from "./next-wake.ts";
import type { Situation, Surroundings } from "./situation.ts";
import { botMayAct, takeBotTurn } from "./take-bot-turn.ts";

/** Answers of effects wake the run that waits for them; while people have the conversation they are kept for later. */
export function receiveAnswers(
  before: Situation,
  surroundings: Surroundings,
  answers: readonly HeldInput[],
): Situation {
  return answers.reduce((situation, answer) => {
    const { conversation } = situation;
    const calls = conversation.calls.filter((it) => it.id !== effectOf(answer));
    // Someone else saw to it already.
    if (calls.length === conversation.calls.length) return situation;
    if (!botMayAct(conversation)) {
      return change(situation, { calls, held: [...conversation.held, answer] });
    }
    return turn(change(situation, { calls }), surroundings, answer);
  }, before);
}

/** Timers whose time has come, in the order of their times. */
export function receiveTimers(before: Situation, surroundings: Surroundings): Situation {
  const due = runningTimers(before.conversation)
    .filter((it) => it.at <= surroundings.now)
    .sort((a, b) => a.at - b.at);
  return due.reduce((situation, timer) => {
    const { timers } = situation.conversation;
    // An earlier one may have cancelled or moved it.
    if (!timers.includes(timer)) return situation;
    const without = change(situation, { timers: timers.filter((it) => it !== timer) });
    const input = { type: "timerFired", timerId: timer.id } as const;
    return turn(without, surroundings, { id: `${timer.id}@${timer.at}`, input });
  }, before);
}

/** What waited until the bot may act again. */
export function receiveHeld(before: Situation, surroundings: Surroundings): Situation {
  const { held } = before.conversation;
  if (held.length === 0 || !botMayAct(before.conversation)) return before;
  return held.reduce(
    (situation, input) => turn(situation, surroundings, input),
    change(before, { held: [] }),
  );
}

function turn(before: Situation, surroundings: Surroundings, cause: HeldInput): Situation {
  return takeBotTurn(before, surroundings, cause).situation;
}

function effectOf({ input }: HeldInput): string | undefined {
  return input.type === "effectAnswered" || input.type === "effectFailed"
    ? input.effectId
    : undefined;
}

function change(situation: Situation, change: Partial<ConversationDoc>): Situation {
  return { ...situation, conversation: { ...situation.conversation, ...change } };
}
