import { id, object, objects, text } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import type { CatchUpRequest, CaughtUp, DeskEvent } from "../desk.ts";
import { zendeskCall } from "./call.ts";
import { readComment } from "./parse-webhook.ts";
import type { ZendeskSettings } from "./settings.ts";

/** Reads what agents wrote since a moment, and whether the ticket is solved: Zendesk gives a webhook up after few tries. */
export function* catchUpWithZendesk(
  { conversationId, since, case: { id: caseId } }: CatchUpRequest,
  settings: ZendeskSettings,
): Story<CaughtUp> {
  const reference = { id: caseId, conversationId };
  const path = `tickets/${caseId}/comments.json?include=users&sort_order=desc`;
  const reply = yield { call: zendeskCall(settings, "GET", path), expect: [404] };
  const staff = new Map(
    objects(object(reply.body).users).map((it) => [
      id(it.id),
      { id: it.id, name: it.name, is_staff: it.role === "agent" || it.role === "admin" },
    ]),
  );
  const events: DeskEvent[] = objects(object(reply.body).comments)
    .filter((it) => Date.parse(text(it.created_at) ?? "") >= since)
    .reverse()
    .flatMap((it) => readComment({ ...it, author: staff.get(id(it.author_id)) }, reference, since));
  const found = yield {
    call: zendeskCall(settings, "GET", `tickets/${caseId}.json`),
    expect: [404],
  };
  const ticket = object(object(found.body).ticket);
  const at = Date.parse(text(ticket.updated_at) ?? "");
  const ended = ticket.status === "solved" || ticket.status === "closed";
  if (!ended || Number.isNaN(at)) {
    return { events };
  }
  const end: DeskEvent = {
    kind: "caseChanged",
    id: `status:${caseId}:${ticket.status}:${at}`,
    account: undefined,
    at,
    case: reference,
    state: "ended",
  };
  return { events: [...events, end] };
}
