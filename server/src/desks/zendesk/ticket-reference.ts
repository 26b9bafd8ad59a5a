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
  const external = text(externalId) ?? "";
  const conversationId = external.startsWith(prefix) ? external.slice(prefix.length) : "";
  return /^[0-9a-f]{24}$/.test(conversationId) ? { id: caseId, conversationId } : { id: caseId };
}
