import { foldDigits } from "@chatloom/flows-schema";
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/**
 * Finds a phone number in a text and returns it in the form +84912345678. A number without a country code is read as one of
 * `country` (ISO 3166). Without a country the result is undefined, because the number is ambiguous.
 */
export function readPhone(text: string, country: string | undefined): string | undefined {
  const plain = foldDigits(text.slice(0, 200).normalize("NFKC"))
    .replace(/\p{Cf}/gu, "")
    .replace(/(^|[^\d+])00\s?(?=[1-9])/, "$1+")
    .replace(/(\+[\d\s]{1,5})\(0\)/, "$1");
  const phone = parsePhoneNumberFromString(plain, {
    extract: true,
    ...(country !== undefined && isSupportedCountry(country) && { defaultCountry: country }),
  });
  return phone?.isValid() ? phone.number : undefined;
}
