import { defined } from "@chatloom/flows-schema";
import { chatwootCall } from "../../channels/chatwoot-call.ts";
import { id, isObject, type Json, object, objects, text } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import { cutCodePoints } from "../cut-code-points.ts";
import type { CaseContact, HttpReply, OpenedCase, OpenRequest } from "../desk.ts";
import { introductionOf } from "../introduction.ts";
import { findWritten } from "./find-written.ts";
import type { ChatwootSettings } from "./settings.ts";

/** The most characters that Chatwoot takes in a message. */
export const longestText = 150_000;

/** Opens a conversation in the API inbox, with what was said before as a private note. An earlier one is opened again. */
export function* openChatwootCase(
  request: OpenRequest,
  settings: ChatwootSettings,
): Story<OpenedCase> {
  const known = yield* reopened(request, settings);
  const caseId = known ?? (yield* begun(request, settings));
  const earlier = request.again ? yield* findWritten(request.id, caseId, settings) : undefined;
  const content = introductionOf(request);
  if (earlier !== undefined || content === "") {
    return { id: caseId, memory: {}, written: earlier === undefined ? [] : [earlier] };
  }
  const note = yield {
    call: chatwootCall(settings, "POST", `conversations/${caseId}/messages`, {
      content: cutCodePoints(content, longestText),
      message_type: "outgoing",
      private: true,
      source_id: request.id,
    }),
  };
  const written = id(object(note.body).id);
  return { id: caseId, memory: {}, written: written === undefined ? [] : [written] };
}

function* reopened(
  { previous }: OpenRequest,
  settings: ChatwootSettings,
): Story<string | undefined> {
  if (!previous) {
    return undefined;
  }
  const path = `conversations/${previous.id}/toggle_status`;
  const reply = yield {
    call: chatwootCall(settings, "POST", path, { status: "open" }),
    expect: [404],
  };
  return reply.status === 404 ? undefined : previous.id;
}

function* begun(request: OpenRequest, settings: ChatwootSettings): Story<string> {
  const { conversationId, contact, channel, conversationUrl } = request;
  const contactId = yield* contactOf(request, settings);
  yield {
    call: chatwootCall(settings, "POST", `contacts/${contactId}/contact_inboxes`, {
      inbox_id: Number(settings.inboxId),
      source_id: conversationId,
    }),
    // They are joined already.
    expect: [422],
  };
  if (request.again) {
    const all = yield {
      call: chatwootCall(settings, "GET", `contacts/${contactId}/conversations`),
    };
    const found = objects(object(all.body).payload).find(
      (it) => object(it.custom_attributes).chatloom_conversation === conversationId,
    );
    const foundId = id(found?.id);
    if (foundId !== undefined) {
      return foundId;
    }
  }
  const made = yield {
    call: chatwootCall(settings, "POST", "conversations", {
      source_id: conversationId,
      inbox_id: Number(settings.inboxId),
      contact_id: Number(contactId),
      status: "open",
      custom_attributes: {
        chatloom_conversation: conversationId,
        chatloom_channel: channel,
        chatloom_url: conversationUrl,
        ...defined({
          chatloom_tags: contact.tags.length > 0 ? contact.tags.join(", ") : undefined,
        }),
      },
    }),
  };
  return idIn(made);
}

/** Finds or makes the contact. An address that somebody else has in Chatwoot stays theirs: it may be mistyped. */
function* contactOf({ contact }: OpenRequest, settings: ChatwootSettings): Story<string> {
  const made = yield {
    call: chatwootCall(settings, "POST", "contacts", contactBody(contact, true)),
    expect: [422],
  };
  if (made.status !== 422) {
    return contactIn(made.body);
  }
  const query = encodeURIComponent(contact.id);
  const search = yield { call: chatwootCall(settings, "GET", `contacts/search?q=${query}`) };
  const known = objects(object(search.body).payload).find((it) => it.identifier === contact.id);
  const knownId = id(known?.id);
  if (knownId !== undefined) {
    return knownId;
  }
  const bare = yield {
    call: chatwootCall(settings, "POST", "contacts", contactBody(contact, false)),
  };
  return contactIn(bare.body);
}

function contactBody(contact: CaseContact, withAddresses: boolean): Json {
  const { name, email, phone, pictureUrl, language, fields } = contact;
  const given = defined({ email: email || undefined, phone: phone || undefined });
  return {
    name,
    identifier: contact.id,
    ...defined({
      email: withAddresses && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : undefined,
      phone_number: withAddresses && /^\+\d{7,15}$/.test(phone) ? phone : undefined,
      avatar_url: pictureUrl,
    }),
    custom_attributes: {
      ...fields,
      ...(!withAddresses && given),
      ...defined({ language: language || undefined }),
    },
  };
}

/** Some versions answer with the contact itself, others with a payload around it. */
function contactIn(body: unknown): string {
  const { payload } = object(body);
  const contact = isObject(payload)
    ? isObject(payload.contact)
      ? payload.contact
      : payload
    : object(body);
  const found = id(contact.id);
  if (found === undefined) {
    throw new Error("Chatwoot’s answer names no contact");
  }
  return found;
}

function idIn({ body }: HttpReply): string {
  const found = id(object(body).id) ?? text(object(body).id);
  if (found === undefined) {
    throw new Error("Chatwoot’s answer names no conversation");
  }
  return found;
}
