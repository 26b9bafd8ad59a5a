import type { Consent } from "@chatloom/api-schema";
import type { ConsentEntry } from "./consent-entry.ts";

/** An entry of the ledger as members see it. */
export function presentConsent(entry: ConsentEntry): Consent {
  const { _id, channelId, purpose, state, at, source, wording, by } = entry;
  return {
    id: _id,
    channelId,
    purpose,
    state,
    at: new Date(at).toISOString(),
    source,
    wording,
    by,
  };
}
