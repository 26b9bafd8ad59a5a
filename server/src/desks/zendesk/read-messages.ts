import { defined } from "@chatloom/flows-schema";
import { addressBelow } from "../../channels/address-below.ts";
import { id, isObject, list, object, text } from "../../channels/read-json.ts";
import { bridgePrefix, type CaseMessage } from "../case-message.ts";
import { fromChatloom } from "./actions.ts";
import { contentsOf, dateOf } from "./parse-webhook.ts";
import type { ZendeskSettings } from "./settings.ts";
import { foreignKeyOf } from "./ticket-reference.ts";

/** Reads the public comment of a requester or an agent, for a bridge. */
export function readZendeskMessages(
  body: unknown,
  settings: ZendeskSettings,
  now: number,
): readonly CaseMessage[] {
  if (!isObject(body) || body.type !== "zen:event-type:ticket.comment_added") {
    return [];
  }
  const detail = object(body.detail);
  const comment = object(object(body.event).comment);
  const author = object(comment.author);
  const caseId = id(detail.id);
  const commentId = id(comment.id);
  const contents = contentsOf(comment);
  const isPublic = comment.is_public === true || comment.public === true;
  const ours = id(author.id) !== undefined && id(author.id) === settings.userId;
  if (!caseId || !commentId || !isPublic || ours || contents.length === 0) {
    return [];
  }
  const key = foreignKeyOf(detail.external_id);
  const byBridge = key?.startsWith(bridgePrefix) === true;
  // Tickets of handed-over conversations are forwarded already.
  if (!byBridge && (key !== undefined || list(detail.tags).includes(fromChatloom))) {
    return [];
  }
  const byAgent = author.is_staff === true;
  const name = text(author.name)?.slice(0, 200) || `Zendesk #${caseId}`;
  return [
    {
      id: commentId,
      account: undefined,
      at: dateOf(comment.created_at) ?? dateOf(body.time) ?? now,
      caseId,
      caseUrl: addressBelow(settings.apiBaseUrl, `agent/tickets/${caseId}`),
      ...defined({ linkId: byBridge ? key : undefined }),
      author: { kind: byAgent ? "agent" : "contact", name },
      contact: {
        name: byAgent ? `Zendesk #${caseId}` : name,
        ...defined({ id: id(detail.requester_id) }),
      },
      contents,
    },
  ];
}
