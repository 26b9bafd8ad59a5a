import { defined } from "@chatloom/flows-schema";
import type { Referral } from "../channel.ts";
import { id, object, text, webAddress } from "../read-json.ts";

/** Reads by which ad or `tiktok.me` link a person came; undefined where it is not told. */
export function parseReferral(value: unknown): Referral | undefined {
  const { source, ad, short_link } = object(value);
  if (source === "ad") {
    const { ad_id, ad_name, embed_url } = object(ad);
    const ref = id(ad_id);
    const known = defined({ headline: text(ad_name), url: webAddress(embed_url) });
    return ref === undefined ? undefined : { ref, source: "ADS", ...known, values: { ad_id: ref } };
  }
  const ref = text(object(short_link).ref);
  return ref === undefined ? undefined : { ref, source: "SHORTLINK" };
}
