import type { Crm } from "./crm.ts";
import { httpCrm } from "./http-crm/crm.ts";
import { hubspot } from "./hubspot/crm.ts";

/** Every kind of CRM by its type. Adding one is a folder and a line here. */
export const crms = { hubspot, httpCrm };

/** The CRM of a type, for callers that know it only as text; undefined where there is none. */
export function crmOf(type: string): Crm | undefined {
  return Object.hasOwn(crms, type) ? crms[type as keyof typeof crms] : undefined;
}
