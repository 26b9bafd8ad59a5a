import { object, timeOf } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import type { CatchUpRequest, CaughtUp } from "../desk.ts";
import { intercomCall } from "./call.ts";
import { partsOf } from "./find-part.ts";
import { stateOf } from "./parse-webhook.ts";
import { readIntercomPart } from "./read-part.ts";
import type { IntercomSettings } from "./settings.ts";

/** Reads what teammates wrote since a moment, and whether the conversation is closed: Intercom tries a webhook once more at most. */
export function* catchUpWithIntercom(
  { conversationId, since, case: { id: caseId } }: CatchUpRequest,
  settings: IntercomSettings,
): Story<CaughtUp> {
  const reply = yield {
    call: intercomCall(settings, "GET", `conversations/${caseId}`),
    expect: [404],
  };
  const conversation = object(reply.body);
  const place = { account: undefined, case: { id: caseId, conversationId } };
  const events = partsOf(conversation)
    .filter((it) => timeOf(it.created_at, 0) >= since)
    .flatMap((it) => readIntercomPart(it, place, settings.adminId, since));
  const at = timeOf(conversation.updated_at, since);
  const ended = conversation.state === "closed" ? [stateOf(conversation, "ended", place, at)] : [];
  return { events: [...events, ...ended] };
}
