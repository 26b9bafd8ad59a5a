import { IANAZone } from "luxon";
import { Invalid } from "../../context/errors.ts";

/** Throws `Invalid` for an unknown time zone. */
export function refuseUnknownTimeZone(timeZone: string | undefined): void {
  if (timeZone === undefined || IANAZone.isValidZone(timeZone)) {
    return;
  }
  throw new Invalid("request.invalid", "The time zone is not known", [
    { at: "/timeZone", message: "must be an IANA name such as Asia/Ho_Chi_Minh" },
  ]);
}
