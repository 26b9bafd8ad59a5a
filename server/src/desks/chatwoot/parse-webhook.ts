import { defined } from "@chatloom/flows-schema";
import { fingerprint } from "../../channels/fingerprint.ts";
import {
  id,
  isObject,
  type Json,
  list,
  object,
  objects,
  text,
  timeOf,
} from "../../channels/read-json.ts";
import type { CaseReference, DeskEvent } from "../desk.ts";
import { readChatwootMessage } from "./read-message.ts";
import type { ChatwootSettings } from "./settings.ts";

/** Says which account an inbox is. */
export function chatwootAccount(accountId: string, inboxId: string): string {
  return `${accountId}/${inboxId}`;
}

/** Reads a webhook of Chatwoot: messages of agents, who took the conversation, and its status. */
export function parseChatwootWebhook(
  body: unknown,
  settings: ChatwootSettings,
  now: number,
): readonly DeskEvent[] {
  const event = isObject(body) ? text(body.event) : undefined;
  if (!isObject(body) || event === undefined) {
    return [];
  }
  const ignored: DeskEvent = {
    kind: "ignored",
    id: fingerprint(body),
    account: undefined,
    at: now,
    what: event.slice(0, 100),
  };
  const conversation = event.startsWith("message_") ? object(body.conversation) : body;
  const place = chatwootPlaceOf(body, conversation, settings);
  if (place === undefined) {
    return [ignored];
  }
  switch (event) {
    case "message_created": {
      const events = readChatwootMessage(body, place, now);
      return events.length > 0 ? events : [ignored];
    }
    case "conversation_status_changed":
      return [statusOf(conversation, place, now) ?? ignored];
    case "conversation_updated":
      return [takenBy(conversation, place, now) ?? ignored];
    default:
      return [ignored];
  }
}

/** Says where an event of a conversation belongs; undefined where it names none. */
export function chatwootPlaceOf(
  body: Json,
  conversation: Json,
  settings: ChatwootSettings,
): { readonly account: string; readonly case: CaseReference } | undefined {
  const reference = caseOf(conversation);
  return reference && { account: accountOf(body, conversation, settings), case: reference };
}

/** Messages name their account, changes of conversations only their inbox. */
function accountOf(
  body: Json,
  conversation: Json,
  { accountId, inboxId }: ChatwootSettings,
): string {
  const [message] = objects(conversation.messages);
  const account = id(object(body.account).id) ?? id(message?.account_id) ?? accountId;
  const inbox = id(conversation.inbox_id) ?? id(object(body.inbox).id) ?? inboxId;
  return chatwootAccount(account, inbox);
}

/** Which case a conversation is. We open each contact's conversation with a source id that is our conversation's. */
function caseOf(conversation: Json): CaseReference | undefined {
  const caseId = id(conversation.id);
  if (caseId === undefined) {
    return undefined;
  }
  const source =
    text(object(conversation.contact_inbox).source_id) ??
    text(object(conversation.custom_attributes).chatloom_conversation);
  const ours = source !== undefined && /^[0-9a-f]{24}$/.test(source);
  return { id: caseId, ...defined({ conversationId: ours ? source : undefined }) };
}

/** Reads the status of a conversation. `pending` gives it to a bot. */
export function statusOf(
  conversation: Json,
  place: { readonly account: string; readonly case: CaseReference },
  now: number,
): DeskEvent | undefined {
  const status = text(conversation.status);
  const states = { open: "open", resolved: "ended", pending: "ended" } as const;
  if (status === undefined || !Object.hasOwn(states, status)) {
    return undefined;
  }
  const { at, mark } = momentOf(conversation, now);
  const labels = list(conversation.labels).flatMap((it) => text(it)?.slice(0, 100) ?? []);
  return {
    kind: "caseChanged",
    id: `status:${place.case.id}:${status}:${mark}`,
    at,
    ...place,
    ...agentOf(conversation),
    state: states[status as keyof typeof states],
    ...defined({ outcomes: labels.length > 0 ? labels : undefined }),
  };
}

function takenBy(
  conversation: Json,
  place: { readonly account: string; readonly case: CaseReference },
  now: number,
): DeskEvent | undefined {
  const given = objects(conversation.changed_attributes).some(
    (it) => id(object(it.assignee_id).current_value) !== undefined,
  );
  const agent = agentOf(conversation);
  if (!given || !agent.agent) {
    return undefined;
  }
  const { at, mark } = momentOf(conversation, now);
  return { kind: "caseTaken", id: `taken:${place.case.id}:${mark}`, at, ...place, ...agent };
}

/** When a conversation changed, and what tells this change from others. Older versions tell only when it was last active. */
function momentOf(conversation: Json, now: number): { readonly at: number; readonly mark: string } {
  const { updated_at: updated, timestamp } = conversation;
  if (typeof updated === "number") {
    return { at: timeOf(updated, now), mark: String(updated) };
  }
  return { at: now, mark: `${id(timestamp) ?? ""}:${fingerprint(conversation)}` };
}

function agentOf(conversation: Json) {
  const assignee = object(object(conversation.meta).assignee);
  const agent = defined({ id: id(assignee.id), name: text(assignee.name)?.slice(0, 200) });
  return agent.id === undefined ? {} : { agent };
}
