import { botMayAct, runningTimers } from "@chatloom/runtime";
import type { ConversationDoc, HeldInput } from "./conversation-doc.ts";
import { takeBotTurn } from "./take-bot-turn.ts";
import type { TurnContext, TurnDraft } from "./turn-draft.ts";

/** Answers of effects wake the run that waits for them; while people have the conversation they are kept for later. */
export function receiveAnswers(
  before: TurnDraft,
  turnContext: TurnContext,
  answers: readonly HeldInput[],
): TurnDraft {
  return answers.reduce((draft, answer) => {
    const { conversation } = draft;
    const call = conversation.calls.find((it) => it.id === effectOf(answer));
    // Someone else saw to it already.
    if (!call) {
      return draft;
    }
    const calls = conversation.calls.filter((it) => it !== call);
    const cause = call.unasked ? { ...answer, unasked: call.unasked } : answer;
    if (!botMayAct(conversation)) {
      return change(draft, { calls, held: [...conversation.held, cause] });
    }
    return turn(change(draft, { calls }), turnContext, cause);
  }, before);
}

/** Timers whose time has come, in the order of their times. */
export function receiveTimers(before: TurnDraft, turnContext: TurnContext): TurnDraft {
  const due = runningTimers(before.conversation)
    .filter((it) => it.at <= turnContext.now)
    .sort((a, b) => a.at - b.at);
  return due.reduce((draft, timer) => {
    const { timers } = draft.conversation;
    // An earlier one may have cancelled or moved it.
    if (!timers.includes(timer)) {
      return draft;
    }
    const without = change(draft, { timers: timers.filter((it) => it !== timer) });
    const input = { type: "timerFired", timerId: timer.id } as const;
    return turn(without, turnContext, { id: `${timer.id}@${timer.at}`, input });
  }, before);
}

/** Gives inputs that waited until the bot may act again. */
export function receiveHeld(before: TurnDraft, turnContext: TurnContext): TurnDraft {
  const { held } = before.conversation;
  if (held.length === 0 || !botMayAct(before.conversation)) {
    return before;
  }
  return held.reduce(
    (draft, input) => turn(draft, turnContext, input),
    change(before, { held: [] }),
  );
}

function turn(before: TurnDraft, turnContext: TurnContext, cause: HeldInput): TurnDraft {
  return takeBotTurn(before, turnContext, cause).draft;
}

function effectOf({ input }: HeldInput): string | undefined {
  return input.type === "effectAnswered" || input.type === "effectFailed"
    ? input.effectId
    : undefined;
}

function change(draft: TurnDraft, change: Partial<ConversationDoc>): TurnDraft {
  return { ...draft, conversation: { ...draft.conversation, ...change } };
}
