import { id, type Json, object, objects } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import { cutCodePoints } from "../cut-code-points.ts";
import type { CloseRequest, Forwarded, ForwardRequest, OpenedCase, OpenRequest } from "../desk.ts";
import { forwardedWords } from "../forwarded-words.ts";
import { contactFacts, introductionOf } from "../introduction.ts";
import { zendeskCall } from "./call.ts";
import type { ZendeskSettings } from "./settings.ts";
import { externalIdOf } from "./ticket-reference.ts";

/** The most characters of a comment. */
export const longestComment = 65_000;
/** The tag of tickets that we open. */
export const fromChatloom = "from_chatloom";

/** Opens a ticket, with note and transcript as a private comment. A solved one is opened again; a closed one gets a follow-up. */
export function* openTicket(request: OpenRequest, settings: ZendeskSettings): Story<OpenedCase> {
  const { previous, conversationId, contact, again } = request;
  const introduction = {
    body: cutCodePoints(introductionOf(request, contactFacts(contact)), longestComment),
    public: false,
  };
  if (previous) {
    const earlier = again ? yield* findWritten(request.id, previous.id, settings) : undefined;
    if (earlier !== undefined) {
      return { ...previous, written: [earlier] };
    }
    const update = { status: "open", comment: introduction, ...marked(request.id) };
    const path = `tickets/${previous.id}.json`;
    const reply = yield {
      call: zendeskCall(settings, "PUT", path, { ticket: update }),
      expect: [404, 422],
    };
    if (reply.status < 300) {
      return { ...previous, written: writtenIn(reply.body) };
    }
  }
  const user = yield {
    call: zendeskCall(settings, "POST", "users/create_or_update.json", {
      user: { name: contact.name, external_id: `chatloom-${contact.id}`, skip_verify_email: true },
    }),
  };
  const requester = id(object(object(user.body).user).id);
  if (requester === undefined) {
    throw new Error("Zendesk’s answer names no user");
  }
  const memory = { requester };
  const external = externalIdOf(conversationId);
  if (again) {
    const path = `tickets.json?external_id=${encodeURIComponent(external)}`;
    const found = yield { call: zendeskCall(settings, "GET", path) };
    for (const ticket of objects(object(found.body).tickets)) {
      const ticketId = id(ticket.id);
      const earlier =
        ticketId === undefined ? undefined : yield* findWritten(request.id, ticketId, settings);
      if (ticketId !== undefined && earlier !== undefined) {
        return { id: ticketId, memory, written: [earlier] };
      }
    }
  }
  const made = yield {
    call: zendeskCall(settings, "POST", "tickets.json", {
      ticket: {
        subject: `${contact.name} · ${request.channel}`,
        external_id: external,
        requester_id: Number(requester),
        comment: introduction,
        tags: [fromChatloom],
        priority: request.priority,
        via_followup_source_id: previous ? Number(previous.id) : undefined,
        ...marked(request.id),
      },
    }),
  };
  const ticketId = id(object(object(made.body).ticket).id);
  if (ticketId === undefined) {
    throw new Error("Zendesk’s answer names no ticket");
  }
  return { id: ticketId, memory, written: writtenIn(made.body) };
}

/** The entry's id stands in the audit's metadata, which nobody sees: a repetition finds it there. */
function marked(entryId: string): Json {
  return { metadata: { custom: { chatloom: entryId } } };
}

/** Looks for the audit of an earlier attempt; gives its comment. */
function* findWritten(
  entryId: string,
  ticketId: string,
  settings: ZendeskSettings,
): Story<string | undefined> {
  const path = `tickets/${ticketId}/audits.json?sort_order=desc`;
  const reply = yield { call: zendeskCall(settings, "GET", path), expect: [404] };
  const audit = objects(object(reply.body).audits).find(
    (it) => object(object(it.metadata).custom).chatloom === entryId,
  );
  return audit && commentIn(audit);
}

function commentIn(audit: Json): string | undefined {
  return id(objects(audit.events).find((it) => it.type === "Comment")?.id);
}

function writtenIn(body: unknown): readonly string[] {
  const comment = commentIn(object(object(body).audit));
  return comment === undefined ? [] : [comment];
}

/** Adds a comment: the contact's as theirs and in public, that of another helpdesk's agent in public, anything else in private. */
export function* forwardToZendesk(
  request: ForwardRequest,
  settings: ZendeskSettings,
): Story<Forwarded> {
  const { again, author, file } = request;
  const { id: ticketId, memory } = request.case;
  const earlier = again ? yield* findWritten(request.id, ticketId, settings) : undefined;
  if (earlier !== undefined) {
    return { written: [earlier] };
  }
  const byContact = author === "contact";
  const upload =
    byContact && file?.fileId !== undefined
      ? yield {
          call: {
            ...zendeskCall(
              settings,
              "POST",
              `uploads.json?filename=${encodeURIComponent(file.fileName)}`,
            ),
            upload: { fileId: file.fileId, fileName: file.fileName, mimeType: file.mimeType },
          },
        }
      : undefined;
  const token = object(object(upload?.body).upload).token;
  const said = forwardedWords(request, token === undefined ? file?.url : undefined);
  const comment = {
    body: cutCodePoints(said || (file?.fileName ?? "-"), longestComment),
    public: byContact || author === "agent",
    author_id: byContact && memory.requester !== undefined ? Number(memory.requester) : undefined,
    uploads: token === undefined ? undefined : [token],
  };
  const reply = yield {
    call: zendeskCall(settings, "PUT", `tickets/${ticketId}.json`, {
      ticket: { comment, ...marked(request.id) },
    }),
  };
  return { written: writtenIn(reply.body) };
}

/** Solves a ticket. One that is closed or gone needs no end. */
export function* closeTicket(request: CloseRequest, settings: ZendeskSettings): Story<Forwarded> {
  const path = `tickets/${request.case.id}.json`;
  const ticket = { status: "solved", ...marked(request.id) };
  yield { call: zendeskCall(settings, "PUT", path, { ticket }), expect: [404, 422] };
  return { written: [] };
}
