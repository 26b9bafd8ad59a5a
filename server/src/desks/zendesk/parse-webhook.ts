import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { fileContent } from "../../channels/file-content.ts";
import { fingerprint } from "../../channels/fingerprint.ts";
import {
  id,
  isObject,
  type Json,
  object,
  objects,
  text,
  timeOf,
} from "../../channels/read-json.ts";
import { type CaseReference, type DeskEvent, messageEventId } from "../desk-event.ts";
import type { ZendeskSettings } from "./settings.ts";
import { ticketReference } from "./ticket-reference.ts";

/** Solved and closed tickets end a case. */
const states: Readonly<Record<string, "open" | "ended">> = {
  solved: "ended",
  closed: "ended",
  open: "open",
};
const eventPrefix = "zen:event-type:ticket.";

/** Reads an event of Zendesk's event subscriptions: comments of agents, status and assignee. */
export function parseZendeskWebhook(
  body: unknown,
  _settings: ZendeskSettings,
  now: number,
): readonly DeskEvent[] {
  const type = isObject(body) ? text(body.type) : undefined;
  if (!isObject(body) || type === undefined) {
    return [];
  }
  const at = dateOf(body.time) ?? now;
  const eventId = id(body.id) ?? fingerprint(body);
  const ignored: DeskEvent = {
    kind: "ignored",
    id: eventId,
    account: undefined,
    at,
    what: type.slice(0, 100),
  };
  const detail = object(body.detail);
  const reference = ticketReference(detail.id, detail.external_id);
  // Tickets that Chatloom did not open are none of its business.
  if (reference?.conversationId === undefined || !type.startsWith(eventPrefix)) {
    return [ignored];
  }
  const event = object(body.event);
  switch (type.slice(eventPrefix.length)) {
    case "comment_added": {
      const events = readComment(object(event.comment), reference, at);
      return events.length > 0 ? events : [ignored];
    }
    case "status_changed": {
      const status = (text(event.current) ?? text(detail.status) ?? "").toLowerCase();
      const state = Object.hasOwn(states, status) ? states[status] : undefined;
      return state === undefined
        ? [ignored]
        : [{ kind: "caseChanged", id: eventId, account: undefined, at, case: reference, state }];
    }
    case "agent_assignment_changed": {
      const agentId = id(event.current) ?? id(detail.assignee_id);
      return agentId === undefined
        ? [ignored]
        : [
            {
              kind: "caseTaken",
              id: eventId,
              account: undefined,
              at,
              case: reference,
              agent: { id: agentId },
            },
          ];
    }
    default:
      return [ignored];
  }
}

/**
 * Reads a comment, from a webhook or the API. Only what agents write in public counts: we write in public only as the contact, and in
 * private as the API's user.
 */
export function readComment(
  comment: Json,
  reference: CaseReference,
  at: number,
): readonly DeskEvent[] {
  const commentId = id(comment.id);
  const author = object(comment.author);
  const isPublic = comment.is_public === true || comment.public === true;
  if (commentId === undefined || !isPublic || author.is_staff !== true) {
    return [];
  }
  const agent = defined({ id: id(author.id), name: text(author.name)?.slice(0, 200) });
  return contentsOf(comment).map((content, index) => ({
    kind: "agentMessage",
    id: messageEventId(index === 0 ? commentId : `${commentId}:${index}`),
    account: undefined,
    at: dateOf(comment.created_at) ?? at,
    case: reference,
    agent,
    messageId: commentId,
    content,
  }));
}

/** Reads what a comment says: its text, and each of its files. */
export function contentsOf({
  body,
  plain_body: plain,
  attachments,
}: Json): readonly MessageContent[] {
  const words = text(plain) ?? text(body);
  const files = objects(attachments).flatMap((it) => {
    const file = fileContent({
      url: it.content_url,
      kind: it.content_type,
      fileName: it.file_name ?? it.filename,
      mimeType: it.content_type,
      size: it.size,
    });
    return file ? [file] : [];
  });
  return [...(words === undefined ? [] : [{ kind: "text", text: words } as const]), ...files];
}

/** Reads a moment as in ISO 8601, as epoch milliseconds. */
export function dateOf(value: unknown): number | undefined {
  const at = Date.parse(text(value) ?? "");
  return Number.isNaN(at) ? undefined : timeOf(at, 0) || undefined;
}
