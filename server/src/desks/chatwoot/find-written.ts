import { chatwootCall } from "../../channels/chatwoot-call.ts";
import { id, object, objects } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import type { ChatwootSettings } from "./settings.ts";

/** Looks for the message of an earlier attempt among the newest ones: Chatwoot takes the same message twice. */
export function* findWritten(
  sourceId: string,
  caseId: string,
  settings: ChatwootSettings,
): Story<string | undefined> {
  const reply = yield { call: chatwootCall(settings, "GET", `conversations/${caseId}/messages`) };
  const found = objects(object(reply.body).payload).find((it) => it.source_id === sourceId);
  return id(found?.id);
}
