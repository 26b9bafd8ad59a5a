import { id, type Json, object, objects, text } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import { intercomCall } from "./call.ts";
import { hiddenMark } from "./hidden-mark.ts";
import type { IntercomSettings } from "./settings.ts";

/** Lists the parts of a conversation, the oldest first. */
export function partsOf(conversation: unknown): readonly Json[] {
  return objects(object(object(conversation).conversation_parts).conversation_parts);
}

/** Looks for the part of an earlier attempt: Intercom takes the same message twice. */
export function* findPart(
  entryId: string,
  conversationId: string,
  settings: IntercomSettings,
): Story<string | undefined> {
  const reply = yield {
    call: intercomCall(settings, "GET", `conversations/${conversationId}`),
    expect: [404],
  };
  return markedPart(reply.body, entryId);
}

/** The id of the part that carries an entry's mark. */
export function markedPart(conversation: unknown, entryId: string): string | undefined {
  const mark = hiddenMark(entryId);
  return id(partsOf(conversation).findLast((it) => text(it.body)?.includes(mark))?.id);
}
