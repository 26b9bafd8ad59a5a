import { defined } from "@chatloom/flows-schema";
import { fitToChannel, type HandoffOutcome } from "@chatloom/runtime";
import type { CaseEvent, DeskAgent } from "../desks/desk.ts";
import { addEvent } from "./add-event.ts";
import { addPersonMessage } from "./add-person-message.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { caseEntry, type DeskCase, liveCase } from "./desk-case.ts";
import { returnToBot } from "./hand-over.ts";
import type { MessageAuthor } from "./message-doc.ts";
import { newId } from "./new-id.ts";
import { takenByPerson } from "./taken-by-person.ts";
import type { TurnContext } from "./turn-draft.ts";

/** Applies an event of a helpdesk to the conversation. An event of another account or an earlier case changes no owner. */
export function receiveDeskEvent(
  conversation: ConversationDoc,
  event: CaseEvent,
  deskId: string,
  turnContext: TurnContext,
): ConversationDoc {
  const { deskCase } = conversation;
  if (deskCase?.deskId !== deskId) {
    return conversation;
  }
  const current = deskCase.id === undefined || deskCase.id === event.case.id;
  switch (event.kind) {
    case "agentMessage": {
      const takes = current && isNews(deskCase, event);
      const owned = takes ? taken(conversation, deskCase, event, turnContext.now) : conversation;
      return addAgentMessage(owned, event, turnContext);
    }
    case "caseTaken":
      return current && liveCase(conversation) && isNews(deskCase, event)
        ? taken(conversation, deskCase, event, turnContext.now)
        : conversation;
    case "caseChanged":
      return current && isNews(deskCase, event)
        ? stateChanged(conversation, deskCase, event, turnContext.now)
        : conversation;
  }
}

/** Webhooks overtake each other: what happened before the newest known change of state no longer tells who owns the case. */
function isNews({ changedAt }: DeskCase, { at }: CaseEvent): boolean {
  return at >= changedAt;
}

function stateChanged(
  conversation: ConversationDoc,
  deskCase: DeskCase,
  event: Extract<CaseEvent, { kind: "caseChanged" }>,
  now: number,
): ConversationDoc {
  if (event.state === "open") {
    return deskCase.state === "ended"
      ? taken(conversation, deskCase, event, now)
      : changed(conversation, { deskCase: { ...deskCase, changedAt: event.at } });
  }
  const ended = changed(conversation, {
    deskCase: {
      ...deskCase,
      state: "ended",
      changedAt: event.at,
      through: deskCase.state === "ended" ? deskCase.through : conversation.sequence,
    },
  });
  const withPeople = ended.handler === "human" || ended.handler === "waiting";
  // A member who took it over here keeps it.
  return withPeople && ended.assigneeId === undefined
    ? returnToBot(ended, authorOf(event.agent), now, outcomeOf(conversation, event.outcomes))
    : ended;
}

/** The outcome of the handoff step that the helpdesk names, by its id or its words. */
function outcomeOf(
  { handoff }: ConversationDoc,
  named: readonly string[] = [],
): HandoffOutcome | undefined {
  const words = named.map((it) => it.toLowerCase());
  return handoff?.outcomes?.find(
    ({ id, label }) => words.includes(id.toLowerCase()) || words.includes(label.toLowerCase()),
  );
}

/** An agent has the case, so the conversation is theirs unless a member has it. */
function taken(
  conversation: ConversationDoc,
  deskCase: DeskCase,
  event: CaseEvent,
  now: number,
): ConversationDoc {
  const open: DeskCase =
    deskCase.state === "ended"
      ? {
          ...deskCase,
          state: "open",
          changedAt: event.kind === "caseChanged" ? event.at : deskCase.changedAt,
        }
      : deskCase;
  const next = changed(conversation, { deskCase: open });
  return next.handler === "human"
    ? next
    : addEvent(takenByPerson(next, now), "takenOver", authorOf(event.agent), now);
}

function addAgentMessage(
  conversation: ConversationDoc,
  { content, agent, at }: Extract<CaseEvent, { kind: "agentMessage" }>,
  { abilities, now }: TurnContext,
): ConversationDoc {
  const contents = fitToChannel(content, abilities);
  if (contents.length === 0) {
    return withNote(conversation, "The contact's channel can show nothing of this message.");
  }
  let next = conversation;
  for (const part of contents) {
    const message = { author: authorOf(agent), content: part, fromDesk: true, at } as const;
    next = addPersonMessage(next, message, now, abilities.messagesPerCall).conversation;
  }
  return changed(next, { unread: 0, updatedAt: Math.max(next.updatedAt, now) });
}

/** Tells the agents something about the case. */
export function withNote(conversation: ConversationDoc, text: string): ConversationDoc {
  const { deskCase, forwards = [] } = conversation;
  if (!deskCase) {
    return conversation;
  }
  const entry = caseEntry({ id: newId(), deskId: deskCase.deskId, kind: "note", text });
  return changed(conversation, { forwards: [...forwards, entry] });
}

function authorOf(agent: DeskAgent | undefined): MessageAuthor {
  return {
    type: "otherApp",
    ...defined({ name: agent?.name }),
  };
}
