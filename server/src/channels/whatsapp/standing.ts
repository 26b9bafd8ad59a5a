import { defined } from "@chatloom/flows-schema";
import type { AccountStanding } from "../account-standing.ts";
import { readQuality } from "../meta/template-words.ts";
import { type Json, object, text } from "../read-json.ts";

/** The fields of a phone number that tell its standing. */
export const standingFields = "quality_rating,status,whatsapp_business_manager_messaging_limit";

const tiers: Readonly<Record<string, number | "unlimited">> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1_000,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: "unlimited",
};

/** Reads a messaging limit: a number, -1 for none, or a tier such as `TIER_2K`; undefined where it is none of these. */
export function readDailyLimit(value: unknown): number | "unlimited" | undefined {
  if (typeof value === "number" && Number.isSafeInteger(value)) {
    return value === -1 ? "unlimited" : value > 0 ? value : undefined;
  }
  const tier = text(value) ?? "";
  return Object.hasOwn(tiers, tier) ? tiers[tier] : undefined;
}

/** Reads the standing of a phone number. A limit may stand in an object of its own. */
export function readStanding(number: Json): AccountStanding {
  const limit = number.whatsapp_business_manager_messaging_limit;
  const status = text(number.status);
  return defined({
    quality: readQuality(text(number.quality_rating)),
    dailyLimit: readDailyLimit(object(limit).current_limit ?? limit),
    restriction:
      status === undefined
        ? undefined
        : status === "BANNED" || status === "RESTRICTED" || status === "FLAGGED"
          ? `WhatsApp gives the number the status ${status}.`
          : "",
  });
}
