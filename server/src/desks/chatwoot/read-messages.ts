import { defined } from "@chatloom/flows-schema";
import { addressBelow } from "../../channels/address-below.ts";
import { chatwootContents, chatwootMoment } from "../../channels/chatwoot-contents.ts";
import { id, isObject, object, text } from "../../channels/read-json.ts";
import { bridgePrefix, type CaseMessage } from "../case-message.ts";
import { chatwootPlaceOf } from "./parse-webhook.ts";
import type { ChatwootSettings } from "./settings.ts";

/** Reads the message of a contact or an agent, for a bridge. */
export function readChatwootMessages(
  body: unknown,
  settings: ChatwootSettings,
  now: number,
): readonly CaseMessage[] {
  if (!isObject(body) || body.event !== "message_created" || body.private === true) {
    return [];
  }
  const conversation = object(body.conversation);
  const place = chatwootPlaceOf(body, conversation, settings);
  const messageId = id(body.id);
  const sender = object(body.sender);
  const incoming = body.message_type === "incoming";
  const byAgent = body.message_type === "outgoing" && sender.type === "user";
  const ours = text(body.source_id)?.startsWith(bridgePrefix) === true;
  const contents = chatwootContents(body);
  if (!messageId || !place?.case || ours || !(incoming || byAgent) || contents.length === 0) {
    return [];
  }
  // A conversation that a flow handed over is forwarded already.
  if (place.case.conversationId !== undefined) {
    return [];
  }
  const contact = object(object(conversation.meta).sender);
  const { accountId, apiBaseUrl } = settings;
  const { id: caseId } = place.case;
  const source = [
    object(conversation.contact_inbox).source_id,
    object(conversation.custom_attributes).chatloom_conversation,
  ].find((it) => text(it)?.startsWith(bridgePrefix));
  const name = nameOf(contact.name) ?? (incoming ? nameOf(sender.name) : undefined) ?? `#${caseId}`;
  return [
    {
      id: messageId,
      account: place.account,
      at: chatwootMoment(body.created_at, now),
      caseId,
      caseUrl: addressBelow(apiBaseUrl, `app/accounts/${accountId}/conversations/${caseId}`),
      ...defined({ linkId: text(source) }),
      author: incoming
        ? { kind: "contact", name }
        : { kind: "agent", name: nameOf(sender.name) ?? "Chatwoot" },
      contact: {
        name,
        ...defined({
          id: id(contact.id),
          email: text(contact.email)?.slice(0, 200),
          phone: text(contact.phone_number)?.slice(0, 50),
        }),
      },
      contents,
    },
  ];
}

function nameOf(value: unknown): string | undefined {
  return text(value)?.slice(0, 200) || undefined;
}
