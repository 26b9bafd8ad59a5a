import { botMayAct, compile, type Program } from "@chatloom/runtime";
import { channels } from "../../channels/index.ts";
import { addEvent } from "../../domain/add-event.ts";
import { addMessage } from "../../domain/add-message.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { type ConversationDoc, noPendingWrites } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { changedMessage } from "../../domain/message-shape.ts";
import { newConversation } from "../../domain/new-conversation.ts";
import { takeBotTurn } from "../../domain/take-bot-turn.ts";
import { takenByPerson } from "../../domain/taken-by-person.ts";
import type { TurnDoc } from "../../domain/turn-doc.ts";
import type { TurnContext } from "../../domain/turn-draft.ts";
import { derivedId } from "../../store/derived-id.ts";
import type { SampleCatalogue, SamplePlace } from "./sample-catalogue.ts";
import type { SampleLine } from "./sample-people.ts";

/** A conversation that is over or waits for a person, with its thread and turns. */
export interface PlayedConversation {
  readonly conversation: ConversationDoc;
  readonly messages: readonly MessageDoc[];
  readonly turns: readonly TurnDoc[];
}

const minuteMs = 60_000;
const web = channels.web;
/** No member said what is said in sample conversations, so no member's figures count it. */
const colleague = { type: "member", name: "Mia" } as const;

/**
 * Plays the conversations of the sample contacts with the production engine, in the past. Nothing is sent: what the bot says stands
 * in the thread, and no timer, call or side effect is left.
 */
export function playConversations(
  { contacts, flow }: SampleCatalogue,
  place: SamplePlace,
): readonly PlayedConversation[] {
  const program = compile(flow.draft, { flowId: String(flow._id), version: 1 });
  return contacts.map(({ person, contact }) => play(contact, person.lines, program, place));
}

function play(
  contact: ContactDoc,
  lines: readonly SampleLine[],
  program: Program,
  { workspaceId, channelId, language }: SamplePlace,
): PlayedConversation {
  const { _id: contactId, name: contactName, firstName, lastName, identities } = contact;
  const address = identities[0]?.address ?? "";
  const conversationId = derivedId(`sample:conversation:${contactId}`);
  const messageId = (sequence: number) => derivedId(`${conversationId}:m${sequence}`);
  let at = contact.createdAt;
  let conversation = newConversation(
    {
      _id: conversationId,
      workspaceId,
      channelId,
      channelType: web.type,
      contactId,
      profile: { name: contactName, firstName, lastName },
      keys: [`${channelId}:${address}`],
      address,
      contactName,
    },
    at,
  );
  for (const line of lines) {
    at += line.after * minuteMs;
    if ("say" in line) {
      conversation = say(line.say[language]);
    } else if ("reply" in line) {
      conversation = reply(line.reply[language]);
    } else {
      const ended = addEvent(conversation, "resolved", colleague, at);
      conversation = { ...ended, resolved: true, handler: "none" };
    }
  }

  const { messages, turns } = conversation.pendingWrites;
  const named = messages.map((it) =>
    changedMessage(it, {
      _id: messageId(it.sequence),
      delivery: it.direction === "outgoing" ? "sent" : it.delivery,
    }),
  );
  const last = messages.find((it) => it._id === conversation.last?.id);
  return {
    messages: named,
    turns,
    conversation: changed(conversation, {
      pendingWrites: noPendingWrites,
      last: conversation.last && last && { ...conversation.last, id: messageId(last.sequence) },
      run: undefined,
      position: undefined,
      handoff: undefined,
      returnsAt: undefined,
      pausedAt: undefined,
      timers: [],
      outbox: [],
      calls: [],
      held: [],
    }),
  };

  function say(text: string): ConversationDoc {
    const _id = messageId(conversation.sequence + 1);
    const content = { kind: "text", text } as const;
    const author = { type: "contact" } as const;
    const added = addMessage(conversation, { _id, direction: "incoming", author, content, at });
    const heard = changed(added.conversation, {
      unread: conversation.unread + 1,
      lastIncomingAt: at,
    });
    if (!botMayAct(heard)) {
      return heard;
    }
    const input = { type: "message", messageId: _id, content } as const;
    const draft = { conversation: heard, contact, variables: {} };
    const turn = takeBotTurn(draft, turnContext(), { id: _id, input, at });
    return changed(turn.draft.conversation, { outbox: [] });
  }

  function reply(text: string): ConversationDoc {
    const taken = addEvent(takenByPerson(conversation, at), "takenOver", colleague, at);
    const content = { kind: "text", text } as const;
    const written = { direction: "outgoing", author: colleague, content, at } as const;
    return changed(addMessage(taken, written).conversation, { unread: 0 });
  }

  function turnContext(): TurnContext {
    return {
      now: at,
      programs: { active: [program], pinned: () => program },
      channel: { id: channelId, type: web.type, name: "" },
      abilities: web.abilities,
      local: true,
      workspaceName: "",
      publicUrl: "",
      seedOf: derivedId,
      seal: () => "",
    };
  }
}
