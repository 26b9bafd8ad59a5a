import { countryOfPhone } from "@chatloom/runtime";
import { IANAZone } from "luxon";
import type { ContactDoc } from "./contact-doc.ts";

/**
 * Returns the time zone of a contact as an IANA name: that of their field `timeZone`, of their phone number's country if it has only one,
 * or else that of the workspace.
 */
export function contactTimeZone(
  { fields, phone }: Pick<ContactDoc, "fields" | "phone">,
  ofWorkspace: string,
): string {
  const { timeZone } = fields;
  if (typeof timeZone === "string" && IANAZone.isValidZone(timeZone)) {
    return timeZone;
  }
  const country = countryOfPhone(phone);
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
