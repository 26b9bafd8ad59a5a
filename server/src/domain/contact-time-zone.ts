import { countryOfPhone } from "@chatloom/runtime";
import { IANAZone } from "luxon";
import type { ContactDoc } from "./contact-doc.ts";

/**
 * Returns the time zone of a contact as an IANA name: their own, that of their custom field `timeZone`, of their country or that
 * of their phone number if it has only one, or else that of the workspace.
 */
export function contactTimeZone(
  contact: Pick<ContactDoc, "fields" | "phone" | "timeZone" | "country">,
  ofWorkspace: string,
): string {
  for (const zone of [contact.timeZone, contact.fields.timeZone]) {
    if (typeof zone === "string" && IANAZone.isValidZone(zone)) {
      return zone;
    }
  }
  const country = countryOfPhone(contact.phone) ?? (contact.country || undefined);
  const [zone, ...others] = country === undefined ? [] : zonesOf(country);
  return zone !== undefined && others.length === 0 ? zone : ofWorkspace;
}

const known = new Map<string, readonly string[]>();

/** Lists the time zones of a country. Newer engines have a method in place of the property. */
function zonesOf(country: string): readonly string[] {
  const before = known.get(country);
  if (before) {
    return before;
  }
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    readonly timeZones?: readonly string[];
    readonly getTimeZones?: () => readonly string[] | undefined;
  };
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  known.set(country, zones);
  return zones;
}
