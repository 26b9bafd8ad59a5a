import { id, text } from "../../channels/read-json.ts";
import type { CaseReference } from "../desk.ts";

const prefix = "chatloom-";

/** The external id of a conversation's tickets. */
export function externalIdOf(conversationId: string): string {
  return `${prefix}${conversationId}`;
}

/** Which case a ticket is; undefined where it has no number. */
export function ticketReference(ticketId: unknown, externalId: unknown): CaseReference | undefined {
  const caseId = id(ticketId);
  if (caseId === undefined) {
    return undefined;
  }
  const conversationId = foreignKeyOf(externalId) ?? "";
  return /^[0-9a-f]{24}$/.test(conversationId) ? { id: caseId, conversationId } : { id: caseId };
}

/** Gives the key of ours in a ticket's external id: a conversation's, or the link of a bridge. */
export function foreignKeyOf(externalId: unknown): string | undefined {
  const external = text(externalId) ?? "";
  return external.startsWith(prefix) ? external.slice(prefix.length) : undefined;
}
