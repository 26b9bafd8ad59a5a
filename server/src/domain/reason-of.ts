import type { Reason } from "@chatloom/api-schema";
import type { SendFailure } from "../channels/channel.ts";

/** What members read about a platform's refusal. */
export function reasonOf({ code, kind, message }: SendFailure): Reason {
  return { code, kind, message };
}
