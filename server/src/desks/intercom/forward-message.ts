import type { Story } from "../action-of.ts";
import type { CloseRequest, Forwarded, ForwardRequest } from "../desk.ts";
import { forwardedWords } from "../forwarded-words.ts";
import { addPart, noteOf } from "./add-part.ts";
import { intercomCall } from "./call.ts";
import { findPart } from "./find-part.ts";
import type { IntercomSettings } from "./settings.ts";

/** Writes a message: the contact's as their comment with its file, anything else as a note. Intercom fetches files by address. */
export function* forwardToIntercom(
  request: ForwardRequest,
  settings: IntercomSettings,
): Story<Forwarded> {
  const { again, author, file } = request;
  const { id: caseId, memory } = request.case;
  const earlier = again ? yield* findPart(request.id, caseId, settings) : undefined;
  if (earlier !== undefined) {
    return { written: [earlier] };
  }
  const byContact = author === "contact";
  const who = byContact
    ? {
        message_type: "comment",
        type: "user",
        intercom_user_id: memory.contact ?? "",
        attachment_urls: file ? [file.url] : undefined,
      }
    : noteOf(settings);
  const said = forwardedWords(request, byContact ? undefined : file?.url);
  const words = said || (file?.fileName ?? "-");
  return { written: yield* addPart(request.id, caseId, who, words, settings) };
}

/** Closes a conversation. One that is closed or gone needs no end. */
export function* closeIntercomCase(
  request: CloseRequest,
  settings: IntercomSettings,
): Story<Forwarded> {
  const body = { message_type: "close", type: "admin", admin_id: settings.adminId ?? "" };
  const path = `conversations/${request.case.id}/parts`;
  yield { call: intercomCall(settings, "POST", path, body), expect: [400, 404, 422] };
  return { written: [] };
}
