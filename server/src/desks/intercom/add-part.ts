import type { Json } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import { cutCodePoints } from "../cut-code-points.ts";
import { intercomCall } from "./call.ts";
import { markedPart } from "./find-part.ts";
import { hiddenMark } from "./hidden-mark.ts";
import type { IntercomSettings } from "./settings.ts";

/** Code points that Chatloom writes into one part. Intercom's own limit is higher, and not told. */
export const longestBody = 10_000;

/** Writes a part into a conversation: `who` says whether the contact comments or our teammate notes. Gives the part's id. */
export function* addPart(
  entryId: string,
  conversationId: string,
  who: Json,
  words: string,
  settings: IntercomSettings,
): Story<readonly string[]> {
  const body = cutCodePoints(words, longestBody) + hiddenMark(entryId);
  const path = `conversations/${conversationId}/reply`;
  const reply = yield { call: intercomCall(settings, "POST", path, { ...who, body }) };
  const written = markedPart(reply.body, entryId);
  return written === undefined ? [] : [written];
}

/** The author of notes: our teammate, for other teammates only. */
export function noteOf({ adminId = "" }: IntercomSettings): Json {
  return { message_type: "note", type: "admin", admin_id: adminId };
}
