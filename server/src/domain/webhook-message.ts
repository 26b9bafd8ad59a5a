import type { WebhookEvent } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { ConversationDoc, SideEffect } from "./conversation-doc.ts";
import type { MessageDoc } from "./message-doc.ts";
import { type StoredTurn, type TurnRecord, turnIdOf } from "./turn-doc.ts";

/** An event for outgoing webhooks. The same id is the same event. */
export interface WebhookMessage {
  readonly id: string;
  readonly type: WebhookEvent;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Lists what the pending writes of a conversation tell to webhooks. They stay with the conversation until they are carried out, so that a crash
 * loses no event; ids follow from what is written, so that telling twice is the same as once. `wants` says whether anybody wants an event.
 */
export function webhookMessagesOf(
  conversation: ConversationDoc,
  wants: (type: WebhookEvent) => boolean,
): readonly WebhookMessage[] {
  const { _id: conversationId, contactId, channelId, pendingWrites, updatedAt } = conversation;
  const place = { conversationId, contactId, channelId };
  const { messages, changes, turns, sideEffects } = pendingWrites;
  const records = [...turns, ...messages.flatMap((it) => it.turn ?? [])];
  const readsTurns = wants("flow.entered") || wants("flow.finished") || wants("goal.reached");
  const told: WebhookMessage[] = [
    ...messages.flatMap((it) => ofMessage(it, place)),
    ...changes.flatMap(({ messageId, set }): WebhookMessage[] => {
      const type = deliveryEvents[set.delivery ?? ""];
      const { failure } = set;
      const data = { ...place, messageId, ...defined({ failure }) };
      return type
        ? [{ id: `${type}:${messageId}:${set.delivery}`, type, at: updatedAt, data }]
        : [];
    }),
    ...(readsTurns ? records.flatMap((it) => ofTurn(it, place)) : []),
    ...sideEffects.flatMap((it) => ofSideEffect(it, place, updatedAt)),
  ];
  return told.filter((it) => wants(it.type));
}

type Place = Pick<ConversationDoc, "contactId" | "channelId"> & { readonly conversationId: string };

const deliveryEvents: Readonly<Record<string, WebhookEvent>> = {
  sent: "message.sent",
  failed: "message.failed",
};
const threadEvents: Readonly<Record<string, WebhookEvent>> = {
  handedOff: "conversation.handedOver",
  resolved: "conversation.resolved",
};

function ofMessage(message: MessageDoc, place: Place): readonly WebhookMessage[] {
  const { _id: messageId, direction, content, at, delivery, author, event, sequence } = message;
  const data = { ...place, messageId, content, author };
  const began: WebhookMessage[] =
    sequence === 1
      ? [{ id: `started:${place.conversationId}`, type: "conversation.started", at, data: place }]
      : [];
  if (direction === "incoming") {
    return [...began, { id: `received:${messageId}`, type: "message.received", at, data }];
  }
  if (direction === "event") {
    const type = threadEvents[event ?? ""];
    return type
      ? [...began, { id: `${type}:${messageId}`, type, at, data: { ...place, author } }]
      : began;
  }
  const type = direction === "outgoing" ? deliveryEvents[delivery ?? ""] : undefined;
  return type ? [...began, { id: `${type}:${messageId}:${delivery}`, type, at, data }] : began;
}

function ofTurn({ number, at, record }: StoredTurn, place: Place): readonly WebhookMessage[] {
  const { effects } = JSON.parse(record) as TurnRecord;
  return effects.flatMap((effect, index): WebhookMessage[] => {
    const type = effect.type === "track" ? trackedEvents[effect.event] : undefined;
    if (effect.type !== "track" || !type) {
      return [];
    }
    const { name, flowId, nodeId, value } = effect;
    const data = { ...place, flowId, nodeId, name, ...defined({ value }) };
    return [{ id: `track:${turnIdOf(place.conversationId, number)}:${index}`, type, at, data }];
  });
}

const trackedEvents: Readonly<Record<string, WebhookEvent>> = {
  flowStarted: "flow.entered",
  flowEnded: "flow.finished",
  goal: "goal.reached",
};

function ofSideEffect(effect: SideEffect, place: Place, at: number): readonly WebhookMessage[] {
  const { contactId, conversationId } = place;
  if (effect.type === "recordConsent") {
    const { _id, purpose, state, channelId, source } = effect.entry;
    const data = { contactId, conversationId, purpose, state, channelId, source };
    return [{ id: `consent:${_id}`, type: "contact.consentChanged", at: effect.entry.at, data }];
  }
  if (effect.type !== "updateContact") {
    return [];
  }
  const told = (type: WebhookEvent, name: string, data: object): WebhookMessage => ({
    id: `${effect.id}:${name}`,
    type,
    at,
    data: { contactId, conversationId, ...data },
  });
  return [
    told("contact.updated", "updated", { changes: effect.changes }),
    ...effect.changes.flatMap((change, index): WebhookMessage[] => {
      switch (change.action) {
        case "addTag":
          return [told("contact.tagAdded", String(index), { tag: change.name })];
        case "optIn":
        case "optOut": {
          const state = change.action === "optIn" ? "given" : "withdrawn";
          const data = { purpose: "marketing", state, channelId: "all", source: "flow" };
          return [told("contact.consentChanged", String(index), data)];
        }
        default:
          return [];
      }
    }),
  ];
}
