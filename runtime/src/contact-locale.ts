import { type FlowSettings, singleCountryOf } from "@chatloom/flows-schema";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { ContactView } from "./context.ts";
import { readLocale } from "./locale.ts";

type Person = Pick<ContactView, "language" | "phone" | "country">;
type Settings = Pick<FlowSettings, "language" | "country">;

/**
 * Finds the country (ISO 3166) for the contact's phone numbers and dates: that of their number, of their record, of their
 * profile's language, of the flow, of the workspace. Undefined if it would be a guess, such as for Portuguese without a region.
 */
export function contactCountry(
  contact: Person,
  settings: Settings,
  ofWorkspace?: string,
): string | undefined {
  const language = readLocale(contact.language);
  const flowLanguage = readLocale(settings.language);
  return (
    countryOfPhone(contact.phone) ??
    (contact.country || undefined) ??
    language?.region ??
    settings.country ??
    flowLanguage?.region ??
    ofWorkspace ??
    singleCountryOf(language?.language ?? "") ??
    singleCountryOf(flowLanguage?.language ?? "")
  );
}

/** Finds the language tag in which a contact writes numbers and dates, with their country where it is known. */
export function contactLocale(contact: Person, settings: Settings, ofWorkspace?: string): string {
  const locale = readLocale(contact.language) ?? readLocale(settings.language);
  if (!locale) {
    return "en";
  }
  if (locale.region !== undefined) {
    return locale.tag;
  }
  const country = contactCountry(contact, settings, ofWorkspace);
  return country === undefined ? locale.tag : `${locale.tag}-${country}`;
}

/** Finds the country (ISO 3166) of a phone number with its country code. Undefined if there is none. */
export function countryOfPhone(phone: string): string | undefined {
  return phone.startsWith("+") ? parsePhoneNumberFromString(phone)?.country : undefined;
}
