import { addressBelow } from "../../channels/address-below.ts";
import type { HttpCall } from "../../channels/http-call.ts";
import { id, isObject } from "../../channels/read-json.ts";
import type { Story } from "../../desks/action-of.ts";
import type { CrmContact, FindRequest, WriteRequest } from "../crm.ts";
import { filledPath, objectOf, valueAt } from "./paths.ts";
import type { HttpCrmSettings } from "./settings.ts";

/** Finds a contact. No contact in the answer, or 404, means that there is none. */
export function* findOverHttp(
  { email, phone, fields }: FindRequest,
  settings: HttpCrmSettings,
): Story<CrmContact | undefined> {
  const { findPath, foundAt = "" } = settings;
  const wanted = { email, phone };
  // A request without its value would find anybody.
  const used = [...findPath.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((it) => it[1]);
  if (used.some((it) => (it === "email" && email === "") || (it === "phone" && phone === ""))) {
    return undefined;
  }
  const reply = yield {
    call: httpCrmCall(settings, "GET", filledPath(findPath, wanted)),
    expect: [404],
  };
  return reply.status === 404
    ? undefined
    : contactOf(valueAt(reply.body, foundAt), fields, settings);
}

/** Creates or changes a contact. An answer without a body leaves what was sent. */
export function* writeOverHttp(
  { crmId, values, fields }: WriteRequest,
  settings: HttpCrmSettings,
): Story<CrmContact | "gone"> {
  const { bodyAt = "", writtenAt = "", createPath, updatePath, updateMethod = "PATCH" } = settings;
  const json = objectOf(values, bodyAt);
  const call =
    crmId === undefined
      ? httpCrmCall(settings, "POST", createPath, json)
      : httpCrmCall(settings, updateMethod, filledPath(updatePath, { id: crmId }), json);
  const reply = yield { call, expect: crmId === undefined ? [] : [404, 410] };
  if (reply.status >= 300) {
    return "gone";
  }
  const found = contactOf(valueAt(reply.body, writtenAt), fields, settings);
  if (found) {
    return found;
  }
  if (crmId === undefined) {
    throw new Error("The CRM’s answer names no contact");
  }
  return { id: crmId, values };
}

/** A call of the CRM. */
export function httpCrmCall(
  { apiBaseUrl, authHeader, authValue }: HttpCrmSettings,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
): HttpCall {
  return {
    method,
    url: addressBelow(apiBaseUrl, path.replace(/^\/+/, "")),
    headers: authValue ? { [(authHeader || "authorization").toLowerCase()]: authValue } : {},
    json,
  };
}

function contactOf(
  found: unknown,
  fields: readonly string[],
  { idAt }: HttpCrmSettings,
): CrmContact | undefined {
  const contactId = isObject(found) ? id(valueAt(found, idAt)) : undefined;
  if (contactId === undefined) {
    return undefined;
  }
  const values = fields.flatMap((field) => {
    const value = valueAt(found, field);
    const isPlain = ["string", "number", "boolean"].includes(typeof value);
    return isPlain && value !== "" ? [[field, String(value)] as const] : [];
  });
  return { id: contactId, values: Object.fromEntries(values) };
}
