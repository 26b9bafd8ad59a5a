import type { Abilities } from "@chatloom/flows-schema";
import {
  botMayAct,
  type Context,
  hideInput,
  type Input,
  spokenText,
  type Turn,
  takeTurn,
} from "@chatloom/runtime";
import { contactView } from "./contact-view.ts";
import type { ConversationDoc, Position } from "./conversation-doc.ts";
import { changed, withPendingWrites } from "./conversation-shape.ts";
import { changedMessage } from "./message-shape.ts";
import { startedBroadcast } from "./received-broadcast.ts";
import { sendWindow } from "./send-window.ts";
import { isSecret, sealAnswer, withSealed } from "./sensitive-answer.ts";
import { settleEffects } from "./settle-effects.ts";
import { type StoredTurn, type TurnDoc, type TurnRecord, turnIdOf } from "./turn-doc.ts";
import type { TurnContext, TurnDraft } from "./turn-draft.ts";
import { defaultTurnsPerSecond, judgePace, mostTurns, paceAt, withTurn } from "./turn-pace.ts";

/** The input that the bot answers. */
interface Cause {
  /** The stored event's, timer's or effect's. */
  readonly id: string;
  readonly input: Input;
  readonly firstContact?: boolean;
  /** As in `HeldInput`. */
  readonly unasked?: true | undefined;
  /** When it happened by the platform's clock: what waited while no server ran did not come all at once. */
  readonly at?: number;
}

/**
 * Lets the bot answer one input, and writes down what comes of it. `handled` is false where no flow took it. Of too many in too short a
 * time the first takes the error path of the run, and those after it are not answered.
 */
export function takeBotTurn(
  before: TurnDraft,
  turnContext: TurnContext,
  asked: Cause,
): { readonly draft: TurnDraft; readonly handled: boolean } {
  const { conversation } = before;
  const { now, turnsPerSecond = defaultTurnsPerSecond } = turnContext;
  const pace = paceAt(conversation.pace, Math.min(asked.at ?? now, now));
  const { type } = asked.input;
  const verdict = judgePace(pace, type, turnsPerSecond);
  if (verdict === "passOver") {
    return { draft: before, handled: false };
  }
  const cause =
    verdict === "take"
      ? asked
      : { ...asked, input: tooFast(mostTurns(type, turnsPerSecond), verdict === "end") };
  const number = conversation.turn + 1;
  const context = contextOf(before, turnContext, number, cause.firstContact ?? false);
  const { run, programs } = { run: conversation.run, programs: turnContext.programs };
  const turn = takeTurn({ programs, run, input: cause.input, context });
  if (!turn.handled && turn.effects.length === 0 && turn.path.length === 0) {
    return { draft: before, handled: false };
  }

  const { sensitive } = turn;
  const shown = isSecret(conversation)
    ? hideInput(asked.input, sensitive !== undefined)
    : asked.input;
  const settled = settleEffects(
    {
      ...before,
      conversation: changed(withAnswer(conversation, turnContext, asked.input, turn), {
        run: turn.run,
        sent: turn.sent,
        position: positionOf(turn),
        turn: number,
        pace: withTurn(pace, type),
        marketing: inCampaign(before, asked.input, turn) || undefined,
        broadcast: startedBroadcast(conversation, asked.input, now),
      }),
    },
    turn.effects,
    {
      ...settings(before, turnContext, asked),
      said: saidIn(shown, turn),
      ofCampaign: conversation.marketing,
    },
  );
  const recorded = cause === asked ? { ...cause, input: shown } : cause;
  return {
    draft: withRecord(settled, asked.input, recordOf(number, recorded, context, turn)),
    handled: turn.handled,
  };
}

/** Keeps what a sensitive question read, encrypted, with the message that it read it from. */
function withAnswer(
  conversation: ConversationDoc,
  turnContext: TurnContext,
  input: Input,
  { sensitive }: Turn,
): ConversationDoc {
  if (!sensitive || input.type !== "message") {
    return conversation;
  }
  const { messageId, value } = sensitive;
  const sealed = sealAnswer(turnContext, messageId, input.content, value);
  return withSealed(conversation, messageId, sealed);
}

/** The words of the input, or else of the contact's last message. */
function saidIn(input: Input, { run }: Turn): string {
  const text = run?.message?.text;
  return spokenText(input) || (typeof text === "string" ? text : "");
}

/** A start answers nobody. What a campaign's run says unasked, at its start, after a wait or a call, or elsewhere, needs consent. */
function settings(
  { conversation }: TurnDraft,
  turnContext: TurnContext,
  { input, unasked }: Cause,
): TurnContext {
  if (input.type === "start") {
    const { marketing, broadcast, countClicks } = input;
    return { ...turnContext, campaign: true, marketing, broadcastId: broadcast, countClicks };
  }
  if (input.type === "runMoved" && input.unasked) {
    const { broadcast, countClicks } = input;
    return { ...turnContext, campaign: true, marketing: true, broadcastId: broadcast, countClicks };
  }
  const { marketing, broadcast } = conversation;
  return marketing && (input.type === "timerFired" || unasked)
    ? {
        ...turnContext,
        campaign: true,
        marketing: true,
        broadcastId: broadcast?.id,
        countClicks: broadcast?.countClicks,
      }
    : turnContext;
}

/** Whether the run after a turn is that of a marketing campaign. */
function inCampaign({ conversation }: TurnDraft, input: Input, { run }: Turn): boolean {
  if (!run) {
    return false;
  }
  if (input.type === "start" || input.type === "runMoved") {
    return input.marketing === true;
  }
  const same = conversation.run?.frames[0]?.flowId === run.frames[0]?.flowId;
  return same && conversation.marketing === true;
}

function tooFast(most: number, final: boolean): Input {
  const message = `More than ${most} turns of one conversation within ten seconds`;
  return { type: "tooFast", message, final };
}

function contextOf(
  { conversation, contact, variables }: TurnDraft,
  turnContext: TurnContext,
  number: number,
  firstContact: boolean,
): Context {
  const { now, channel, abilities, publicUrl, limits, seedOf } = turnContext;
  const { workspaceName, workspaceCountry, segments, queue, variantShares } = turnContext;
  const turnId = turnIdOf(conversation._id, number);
  const hour = Math.floor(now / 3_600_000);
  const sentThisHour = conversation.sent?.hour === hour ? conversation.sent.count : 0;
  return {
    now,
    seed: seedOf(turnId),
    turnId,
    conversationId: conversation._id,
    contact: contactView(contact, turnContext.activities),
    channel: { abilities, ...channel },
    workspace: {
      id: String(conversation.workspaceId),
      name: workspaceName,
      variables,
      country: workspaceCountry,
    },
    ...windowOf(conversation, abilities, now),
    firstContact,
    withPeople: botMayAct(conversation) ? undefined : true,
    untaken: conversation.handler === "waiting" ? true : undefined,
    queue,
    publicUrl,
    sentThisHour,
    limits,
    segments,
    variantShares,
  };
}

/** Until when the bot may send messages of its own words; nothing where that has no end. */
function windowOf(
  conversation: ConversationDoc,
  abilities: Abilities,
  now: number,
): Pick<Context, "windowClosesAt"> {
  if (abilities.window === null) {
    return {};
  }
  return { windowClosesAt: sendWindow(conversation, abilities, now).closesAt ?? 0 };
}

function positionOf({ run }: Turn): Position | undefined {
  const frame = run?.frames.at(-1);
  return frame && { flowId: frame.flowId, nodeId: frame.nodeId };
}

function recordOf(
  number: number,
  { id, input }: { readonly id: string; readonly input: Input },
  context: Context,
  { path, effects }: Turn,
): StoredTurn {
  const { abilities: _, ...channel } = context.channel;
  const record: TurnRecord = { input, context: { ...context, channel }, path, effects };
  return { number, at: context.now, inputId: id, record: JSON.stringify(record) };
}

/** With the message that it is about, where that is still to be written, a turn costs no document of its own. */
function withRecord(draft: TurnDraft, input: Input, turn: StoredTurn): TurnDraft {
  const { conversation } = draft;
  const { _id: conversationId, workspaceId, pendingWrites } = conversation;
  const messageId = "messageId" in input ? input.messageId : undefined;
  const at = pendingWrites.messages.findIndex(
    (it) => it._id === messageId && it.turn === undefined,
  );
  const message = pendingWrites.messages[at];
  if (message) {
    const messages = [...pendingWrites.messages];
    messages[at] = changedMessage(message, { turn });
    return { ...draft, conversation: withPendingWrites(conversation, { messages }) };
  }
  const doc: TurnDoc = {
    _id: turnIdOf(conversationId, turn.number),
    workspaceId,
    conversationId,
    ...turn,
  };
  const turns = [...pendingWrites.turns, doc];
  return { ...draft, conversation: withPendingWrites(conversation, { turns }) };
}
