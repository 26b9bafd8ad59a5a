import { chatwootCall } from "../../channels/chatwoot-call.ts";
import { id, object } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import { cutCodePoints } from "../cut-code-points.ts";
import type { CloseRequest, Forwarded, ForwardRequest } from "../desk.ts";
import { forwardedWords } from "../forwarded-words.ts";
import { findWritten } from "./find-written.ts";
import { longestText } from "./open-case.ts";
import type { ChatwootSettings } from "./settings.ts";

/**
 * Writes a message: the contact's as theirs, that of another helpdesk's agent to the contact, and what the bot and members said as
 * private notes, so that it is not sent again.
 */
export function* forwardToChatwoot(
  request: ForwardRequest,
  settings: ChatwootSettings,
): Story<Forwarded> {
  const { again, author, file } = request;
  const caseId = request.case.id;
  const earlier = again ? yield* findWritten(request.id, caseId, settings) : undefined;
  if (earlier !== undefined) {
    return { written: [earlier] };
  }
  const byContact = author === "contact";
  const uploaded = byContact && file?.fileId !== undefined;
  const toContact = author === "agent";
  const content = forwardedWords(
    toContact ? { ...request, author: "note" } : request,
    uploaded ? undefined : file?.url,
  );
  const body = {
    content: cutCodePoints(content, longestText),
    message_type: byContact ? "incoming" : "outgoing",
    private: !byContact && !toContact,
    source_id: request.id,
  };
  const upload =
    file?.fileId !== undefined && byContact
      ? {
          field: "attachments[]",
          fileId: file.fileId,
          fileName: file.fileName,
          mimeType: file.mimeType,
        }
      : undefined;
  const path = `conversations/${caseId}/messages`;
  const reply = yield { call: chatwootCall(settings, "POST", path, body, upload) };
  const written = id(object(reply.body).id);
  return { written: written === undefined ? [] : [written] };
}

/** Resolves a conversation. One that is gone needs no end. */
export function* closeChatwootCase(
  request: CloseRequest,
  settings: ChatwootSettings,
): Story<Forwarded> {
  const path = `conversations/${request.case.id}/toggle_status`;
  yield { call: chatwootCall(settings, "POST", path, { status: "resolved" }), expect: [404] };
  return { written: [] };
}
