import { id, object, objects } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import type { CaseContact, KnownCase, OpenedCase, OpenRequest } from "../desk.ts";
import { introductionOf } from "../introduction.ts";
import { addPart, noteOf } from "./add-part.ts";
import { intercomCall } from "./call.ts";
import { findPart } from "./find-part.ts";
import { hiddenMark } from "./hidden-mark.ts";
import type { IntercomSettings } from "./settings.ts";

/** Opens a conversation of the contact, with what was said before as a note. An earlier one is opened again. */
export function* openIntercomCase(
  request: OpenRequest,
  settings: IntercomSettings,
): Story<OpenedCase> {
  const known = (yield* reopened(request, settings)) ?? (yield* begun(request, settings));
  const earlier = request.again ? yield* findPart(request.id, known.id, settings) : undefined;
  if (earlier !== undefined) {
    return { ...known, written: [earlier] };
  }
  const note = noteOf(settings);
  const written = yield* addPart(request.id, known.id, note, introductionOf(request), settings);
  return { ...known, written };
}

function* reopened(
  { previous }: OpenRequest,
  settings: IntercomSettings,
): Story<KnownCase | undefined> {
  if (!previous) {
    return undefined;
  }
  const body = { message_type: "open", type: "admin", admin_id: settings.adminId ?? "" };
  const path = `conversations/${previous.id}/parts`;
  const reply = yield { call: intercomCall(settings, "POST", path, body), expect: [400, 404, 422] };
  return reply.status === 404 ? undefined : previous;
}

function* begun(request: OpenRequest, settings: IntercomSettings): Story<KnownCase> {
  const contact = yield* contactOf(request.contact, settings);
  const memory = { contact };
  const mark = hiddenMark(request.id);
  if (request.again) {
    const query = { field: "contact_ids", operator: "=", value: contact };
    const found = yield {
      call: intercomCall(settings, "POST", "conversations/search", { query }),
    };
    const marked = objects(object(found.body).conversations).find((it) =>
      String(object(it.source).body ?? "").includes(mark),
    );
    const foundId = id(marked?.id);
    if (foundId !== undefined) {
      return { id: foundId, memory };
    }
  }
  const made = yield {
    call: intercomCall(settings, "POST", "conversations", {
      from: { type: "user", id: contact },
      body: `${request.contact.name} · ${request.channel}${mark}`,
    }),
  };
  const conversation = id(object(made.body).conversation_id);
  if (conversation === undefined) {
    throw new Error("Intercom’s answer names no conversation");
  }
  return { id: conversation, memory };
}

/** Finds or makes the contact. An address that somebody else has in Intercom stays theirs: it may be mistyped. */
function* contactOf(contact: CaseContact, settings: IntercomSettings): Story<string> {
  const made = yield {
    call: intercomCall(settings, "POST", "contacts", contactBody(contact, true)),
    expect: [409],
  };
  if (made.status !== 409) {
    return contactIn(made.body);
  }
  const known = yield {
    call: intercomCall(settings, "GET", `contacts/find_by_external_id/${externalId(contact)}`),
    expect: [404],
  };
  if (known.status !== 404) {
    return contactIn(known.body);
  }
  const bare = yield {
    call: intercomCall(settings, "POST", "contacts", contactBody(contact, false)),
  };
  return contactIn(bare.body);
}

function externalId({ id: contactId }: CaseContact): string {
  return `chatloom-${contactId}`;
}

function contactBody(contact: CaseContact, withAddresses: boolean) {
  const { name, email, phone, pictureUrl } = contact;
  return {
    role: "user",
    external_id: externalId(contact),
    name,
    email: withAddresses && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : undefined,
    phone: /^\+\d{7,15}$/.test(phone) ? phone : undefined,
    avatar: pictureUrl,
  };
}

function contactIn(body: unknown): string {
  const found = id(object(body).id);
  if (found === undefined) {
    throw new Error("Intercom’s answer names no contact");
  }
  return found;
}
