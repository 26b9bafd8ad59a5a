import { object, webAddress } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import { cutCodePoints } from "../cut-code-points.ts";
import type { CloseRequest, Forwarded, ForwardedFile, ForwardRequest } from "../desk.ts";
import { forwardedWords } from "../forwarded-words.ts";
import { livechatCall } from "./call.ts";
import { livechatMessage } from "./event.ts";
import { findWritten } from "./find-written.ts";
import { longestText } from "./open-chat.ts";
import { sendEvent } from "./send-event.ts";
import type { LivechatSettings } from "./settings.ts";

/** Writes a message in the name of the token's agent. The name of who said it stands before it. A file is an event of its own. */
export function* forwardToLivechat(
  request: ForwardRequest,
  settings: LivechatSettings,
): Story<Forwarded> {
  const { again, author, authorName, file } = request;
  const chatId = request.case.id;
  const wordsId = `${request.id}:text`;
  const earlier = again
    ? yield* findWritten([request.id, wordsId], chatId, settings)
    : new Map<string, string>();
  const written = [...earlier.values()];
  if (earlier.has(request.id)) {
    return { written };
  }
  const kept = author === "contact" ? file : undefined;
  const uploaded = kept?.fileId === undefined ? undefined : yield* upload(kept, settings);
  const said = forwardedWords(request, uploaded === undefined ? file?.url : undefined);
  const words = author === "contact" && said !== "" ? `${authorName}: ${said}` : said;
  const message = (id: string) =>
    livechatMessage(id, cutCodePoints(words || (file?.fileName ?? "-"), longestText));
  if (uploaded === undefined) {
    return { written: yield* sendEvent(chatId, message(request.id), settings) };
  }
  if (words !== "" && !earlier.has(wordsId)) {
    written.push(...(yield* sendEvent(chatId, message(wordsId), settings)));
  }
  const event = { type: "file", url: uploaded, custom_id: request.id, visibility: "agents" };
  written.push(...(yield* sendEvent(chatId, event, settings)));
  return { written };
}

function* upload(
  { fileId = "", fileName, mimeType }: ForwardedFile,
  settings: LivechatSettings,
): Story<string | undefined> {
  const form = { field: "file", fileId, fileName, mimeType };
  const reply = yield {
    call: livechatCall(settings, "upload_file", {}, form),
    // Larger than 10 MB, or of a type that LiveChat does not take: agents get the address.
    expect: [400, 413, 422],
  };
  return webAddress(object(reply.body).url);
}

/** Archives a chat. One that is archived or gone needs no end. */
export function* closeLivechatCase(
  { case: { id: chatId } }: CloseRequest,
  settings: LivechatSettings,
): Story<Forwarded> {
  const body = { id: chatId, ignore_requester_presence: true };
  yield { call: livechatCall(settings, "deactivate_chat", body), expect: [400, 404, 409, 422] };
  return { written: [] };
}
