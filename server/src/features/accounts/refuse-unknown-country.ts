import { countries } from "@chatloom/flows-schema";
import { Invalid } from "../../context/errors.ts";

/** Throws `Invalid` for an unknown country code. Empty means no country. */
export function refuseUnknownCountry(country: string | undefined): void {
  if (country === undefined || country === "" || countries.includes(country)) {
    return;
  }
  throw new Invalid("request.invalid", "The country is not known", [
    { at: "/country", message: "must be an ISO 3166 code such as VN, or empty" },
  ]);
}
