import type { Reason } from "@chatloom/api-schema";
import type { SendFailure } from "../channels/channel.ts";

/** Writes a platform's refusal for members. */
export function reasonOf({ code, kind, message }: SendFailure): Reason {
  return { code, kind, message };
}
