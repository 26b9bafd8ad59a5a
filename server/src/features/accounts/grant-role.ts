import type { Role } from "@chatloom/api-schema";
import { mayActAs } from "../../http/caller.ts";
import { requestErrors } from "../../http/errors.ts";

/** Throws when a member grants or removes a role above their own. */
export function refuseHigherRole(own: Role, other: Role): void {
  if (!mayActAs(own, other)) {
    throw requestErrors.roleTooLow(other);
  }
}
