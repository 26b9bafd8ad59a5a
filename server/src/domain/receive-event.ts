import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { botMayAct, type Input, isRouteToken, type Referral, returnTime } from "@chatloom/runtime";
import { addMessage } from "./add-message.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed, withPendingWrites } from "./conversation-shape.ts";
import { countFollowed } from "./count-followed.ts";
import { isDoubleTap, tapOf } from "./double-tap.ts";
import type { WaitingInbound } from "./inbound-doc.ts";
import { learnProfile } from "./learn-profile.ts";
import { moved } from "./moved.ts";
import { passThread } from "./pass-thread.ts";
import { receiveAccountLink } from "./receive-account-link.ts";
import { receiveConsentWord } from "./receive-consent-word.ts";
import { receiveDeskEvent } from "./receive-desk-event.ts";
import { receiveEcho } from "./receive-echo.ts";
import { receiveFeedback } from "./receive-feedback.ts";
import { receiveHistory } from "./receive-history.ts";
import { receiveRelay } from "./receive-relay.ts";
import { receiveSurveyAnswer } from "./receive-survey-answer.ts";
import { withReply } from "./received-broadcast.ts";
import { isSampleId } from "./sample-id.ts";
import { afterWritten } from "./scheduled-replies.ts";
import { withoutAnswer } from "./sensitive-answer.ts";
import { addSideEffect } from "./settle-effects.ts";
import { readRatingPayload } from "./survey.ts";
import { takeBotTurn } from "./take-bot-turn.ts";
import type { TurnContext, TurnDraft } from "./turn-draft.ts";
import { withAdClick } from "./with-ad-click.ts";
import { type ContactEvent, type LinkedEvent, withLink } from "./with-link.ts";
import { withMissedBroadcast } from "./with-missed-broadcast.ts";

/**
 * Applies a stored event to a conversation: the message joins the thread, and the bot answers if the conversation
 * is its own. Pure; the caller writes the result in one go.
 */
export function receiveEvent(
  before: TurnDraft,
  turnContext: TurnContext,
  inbound: WaitingInbound,
): TurnDraft {
  const { event } = inbound;
  const profile = "from" in event ? event.from.profile : undefined;
  const known = learnProfile(before, inbound._id, profile);
  const after = react(known, turnContext, inbound, event);
  return { ...after, conversation: withConsumed(after.conversation, inbound._id) };
}

function react(
  before: TurnDraft,
  turnContext: TurnContext,
  inbound: WaitingInbound,
  event: WaitingInbound["event"],
): TurnDraft {
  if ((event.kind === "message" || event.kind === "echo") && event.history) {
    const { conversation } = before;
    return { ...before, conversation: receiveHistory(conversation, event, inbound.media) };
  }
  switch (event.kind) {
    case "message":
    case "postback":
    case "welcome":
    case "referral":
      return receiveFromContact(before, turnContext, inbound, event);
    case "input":
      if (keptForTheBot.has(event.input.type) && !botMayAct(before.conversation)) {
        const held = [...before.conversation.held, { id: inbound._id, input: event.input }];
        return change(before, { held });
      }
      return answer(before, turnContext, { id: inbound._id, at: event.at }, [event.input]);
    case "accountLink": {
      const { input, draft } = receiveAccountLink(before, turnContext, event);
      return react(draft, turnContext, inbound, { kind: "input", input, at: event.at });
    }
    case "feedback": {
      const { input, draft } = receiveFeedback(before, turnContext, event);
      return react(draft, turnContext, inbound, { kind: "input", input, at: event.at });
    }
    case "echo":
      return { ...before, conversation: receiveEcho(before.conversation, event, turnContext.now) };
    case "threadControl":
      return { ...before, conversation: passThread(before.conversation, event, turnContext.now) };
    case "agentMessage":
    case "caseTaken":
    case "caseChanged":
      return {
        ...before,
        conversation: receiveDeskEvent(before.conversation, event, inbound.channelId, turnContext),
      };
    case "relay":
      return { ...before, conversation: receiveRelay(before.conversation, event, turnContext) };
    case "reachability":
      return change(before, { reachable: event.reachable });
    case "addressChanged":
      return change(before, moved(before.conversation, event));
    case "edit":
    case "delete":
    case "reaction":
    case "status":
    case "account":
    case "lead":
    case "ignored":
    case "bridged":
      // Changes to messages that are in the thread already: made beside it; bridged messages belong to no conversation.
      return before;
  }
}

/** Keeps reports of other systems and members until people hand the conversation back. */
const keptForTheBot: ReadonlySet<Input["type"]> = new Set([
  "callback",
  "event",
  "contactChanged",
  "runMoved",
]);

function receiveFromContact(
  before: TurnDraft,
  turnContext: TurnContext,
  inbound: WaitingInbound,
  event: ContactEvent,
): TurnDraft {
  const { conversation } = before;
  const isComment = event.kind === "message" && event.comment === true;
  const firstContact = conversation.lastIncomingAt === undefined && !isComment;
  if (event.kind === "welcome" && event.onlyIfNew && !firstContact && !inbound.switched) {
    return before;
  }
  const content = contentOf(event);
  const platformId =
    event.kind === "message" || event.kind === "postback" ? event.messageId : undefined;
  const thread = content
    ? addMessage(conversation, {
        direction: "incoming",
        author: { type: "contact", id: conversation.contactId, name: conversation.contactName },
        ...withoutAnswer(conversation, turnContext, content),
        platformId,
        replyTo: inbound.replyTo,
        key: inbound.key,
        ...inbound.media,
        at: event.at,
      })
    : undefined;
  const tap = event.kind === "postback" ? tapOf(event, inbound) : undefined;
  const noted = changed(thread?.conversation ?? conversation, {
    lastTap: tap ?? conversation.lastTap,
    resolved: false,
    snoozedUntil: thread ? undefined : conversation.snoozedUntil,
    handler: conversation.resolved ? "bot" : conversation.handler,
    reachable: true,
    returnsAt: returnTime(conversation, turnContext.now),
    unread: conversation.unread + (thread ? 1 : 0),
    ...(!isComment && {
      lastIncomingAt: Math.max(event.at, conversation.lastIncomingAt ?? 0),
      lastIncomingId: platformId ?? conversation.lastIncomingId,
    }),
    broadcast: thread ? withReply(conversation, event.at) : conversation.broadcast,
    replyToken: event.replyToken ?? conversation.replyToken,
    thread: event.thread ?? conversation.thread,
    updatedAt: Math.max(conversation.updatedAt, turnContext.now),
  });
  const rated = before.contact.blocked
    ? undefined
    : receiveSurveyAnswer(conversation, noted, event, turnContext);
  if (rated?.answered) {
    return { ...before, conversation: rated.conversation };
  }
  const open = rated?.conversation ?? noted;
  const received = thread && !isComment ? afterWritten(open, turnContext.now) : open;
  if (tap && isDoubleTap(conversation.lastTap, tap)) {
    return { ...before, conversation: received };
  }
  if (inbound.switched) {
    const { id: switchId } = inbound.switched;
    const id = `${inbound._id}:switch`;
    const follow = { type: "followSwitch", id, switchId, isNew: firstContact } as const;
    return { ...before, conversation: addSideEffect(received, follow) };
  }
  const messageId = thread?.message._id ?? inbound._id;
  const inputs = inputsOf(withLink(event, inbound.followed), messageId, firstContact);
  const cause = { id: inbound._id, at: event.at, firstContact };
  const followed = countFollowed(received, inbound);
  const draft = { ...before, conversation: withAdClick(followed, inbound._id, event) };
  if (event.kind !== "message" || event.content.kind !== "text" || event.quiet || isComment) {
    return answer(draft, turnContext, cause, inputs);
  }
  const { text } = event.content;
  const said = receiveConsentWord(draft, turnContext, { ...cause, text, messageId });
  return said.answered ? said.draft : answer(said.draft, turnContext, cause, inputs);
}

/** Gives the bot one input after the other until one is answered. The bot never acts for sample contacts: their flows would call other systems. While people have the conversation it acts on stop words only. */
function answer(
  before: TurnDraft,
  turnContext: TurnContext,
  cause: { readonly id: string; readonly at: number; readonly firstContact?: boolean },
  inputs: readonly Input[],
): TurnDraft {
  if (before.contact.blocked || isSampleId(before.contact._id)) {
    return withMissedBroadcast(before, cause.id, inputs, "blocked");
  }
  const withBot = botMayAct(before.conversation);
  let draft = withBot ? before : withMissedBroadcast(before, cause.id, inputs, "withPeople");
  for (const input of inputs) {
    if (!withBot && input.type !== "message" && input.type !== "postback") {
      continue;
    }
    const turn = takeBotTurn(draft, turnContext, { input, ...cause });
    draft = turn.draft;
    if (turn.handled) {
      break;
    }
  }
  return change(draft, { handler: owner(draft.conversation, before.conversation) });
}

function owner(after: ConversationDoc, before: ConversationDoc): ConversationDoc["handler"] {
  if (after.handler === "waiting" || after.handler === "human") {
    return after.handler;
  }
  return after.run !== undefined || after.turn > before.turn ? "bot" : "none";
}

/** Gives the message for the thread. A route token means nothing to people. */
function contentOf(event: ContactEvent): MessageContent | undefined {
  if (event.kind === "message") {
    return event.content;
  }
  if (event.kind !== "postback") {
    return undefined;
  }
  const { payload } = event;
  const silent = isRouteToken(payload) || readRatingPayload(payload) !== undefined;
  const text = event.label ?? (silent ? "" : payload);
  return text === "" ? undefined : { kind: "text", text };
}

function inputsOf(event: LinkedEvent, messageId: string, firstContact: boolean): readonly Input[] {
  switch (event.kind) {
    case "message": {
      if (event.quiet) {
        return [];
      }
      const { content, referral } = event;
      if (event.comment) {
        return referral ? [{ type: "referral", ...referral }] : [];
      }
      return [{ type: "message", messageId, content, referral }];
    }
    case "postback": {
      const { payload, label, referral } = event;
      const tap: Input = {
        type: "postback",
        messageId,
        payload,
        label,
      };
      return referral ? [tap, arrival(referral, firstContact)] : [tap];
    }
    case "welcome":
      return [
        {
          type: "welcome",
          ref: event.ref,
          values: event.values,
          link: event.link,
          text: event.text,
        },
      ];
    case "referral":
      return [arrival(referralOf(event), firstContact)];
  }
}

function arrival(referral: Referral, firstContact: boolean): Input {
  return firstContact ? { type: "welcome", ...referral } : { type: "referral", ...referral };
}

function referralOf(event: Extract<LinkedEvent, { kind: "referral" }>): Referral {
  const { ref, source, headline, body, url, clickId, values, link } = event;
  return defined({ ref, source, headline, body, url, clickId, values, link });
}

function change(draft: TurnDraft, changes: Partial<ConversationDoc>): TurnDraft {
  return { ...draft, conversation: changed(draft.conversation, changes) };
}

/** The conversation that remembers an event as processed until the store knows. */
export function withConsumed(conversation: ConversationDoc, id: string): ConversationDoc {
  return withPendingWrites(conversation, {
    consumed: [...conversation.pendingWrites.consumed, id],
  });
}
