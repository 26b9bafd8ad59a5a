import { fingerprint } from "../../channels/fingerprint.ts";
import { id, isObject, type Json, object, text, timeOf } from "../../channels/read-json.ts";
import type { DeskEvent } from "../desk.ts";
import { partsOf } from "./find-part.ts";
import { readIntercomPart } from "./read-part.ts";
import type { IntercomSettings } from "./settings.ts";

const prefix = "conversation.admin.";

/** Reads a notification of Intercom: what teammates write, who has the conversation, and its state. */
export function parseIntercomWebhook(
  body: unknown,
  { adminId }: IntercomSettings,
  now: number,
): readonly DeskEvent[] {
  const topic = isObject(body) ? text(body.topic) : undefined;
  if (!isObject(body) || topic === undefined) {
    return [];
  }
  const account = id(body.app_id);
  const conversation = object(object(body.data).item);
  const eventId = id(body.id) ?? fingerprint(body);
  const at = timeOf(conversation.updated_at, timeOf(body.created_at, now));
  const ignored: DeskEvent = {
    kind: "ignored",
    id: eventId,
    account,
    at,
    what: topic.slice(0, 100),
  };
  const caseId = id(conversation.id);
  if (caseId === undefined || !topic.startsWith(prefix)) {
    return [ignored];
  }
  const place = { account, case: { id: caseId } };
  const messages = partsOf(conversation).flatMap((it) => readIntercomPart(it, place, adminId, at));
  const rest = changeOf(topic.slice(prefix.length));
  const events = [...messages, ...rest];
  return events.length > 0 ? events : [ignored];

  function changeOf(what: string): readonly DeskEvent[] {
    switch (what) {
      case "closed":
        return [stateOf(conversation, "ended", place, at)];
      case "opened":
        return [stateOf(conversation, "open", place, at)];
      case "assigned": {
        const assignee = id(conversation.admin_assignee_id);
        const taken = assignee !== undefined && assignee !== "0" && assignee !== adminId;
        return taken
          ? [{ kind: "caseTaken", id: `taken:${eventId}`, at, ...place, agent: { id: assignee } }]
          : [];
      }
      default:
        return [];
    }
  }
}

/** The change of a conversation's state. Its id is that of the part that tells it, so that the catch-up gives the same one. */
export function stateOf(
  conversation: Json,
  state: "open" | "ended",
  place: { readonly account: string | undefined; readonly case: { readonly id: string } },
  at: number,
): DeskEvent {
  const kind = state === "ended" ? "close" : "open";
  const part = partsOf(conversation).findLast((it) => it.part_type === kind);
  const mark = id(part?.id) ?? String(at);
  const moment = timeOf(part?.created_at, at);
  return {
    kind: "caseChanged",
    id: `${kind}:${place.case.id}:${mark}`,
    at: moment,
    ...place,
    state,
  };
}
