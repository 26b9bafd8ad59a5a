import { id, list, object, objects, text } from "../../channels/read-json.ts";
import type { Story } from "../../desks/action-of.ts";
import type {
  ChangedPage,
  ChangedRequest,
  CrmContact,
  CrmField,
  FindRequest,
  ReadRequest,
  WriteRequest,
} from "../crm.ts";
import { hubspotCall } from "./call.ts";
import type { HubspotSettings } from "./settings.ts";

const contacts = "crm/v3/objects/contacts";
const changedAt = "lastmodifieddate";
const pageSize = 100;

/** Finds a contact by e-mail, which is certain at once, or by phone number, for which the search lags. */
export function* findContact(
  { email, phone, fields }: FindRequest,
  settings: HubspotSettings,
): Story<CrmContact | undefined> {
  const wanted = [...fields, changedAt];
  if (email !== "") {
    const query = new URLSearchParams({ idProperty: "email", properties: wanted.join(",") });
    const path = `${contacts}/${encodeURIComponent(email)}?${query}`;
    const reply = yield { call: hubspotCall(settings, "GET", path), expect: [404] };
    if (reply.status < 300) {
      return readContact(reply.body);
    }
  }
  if (phone === "") {
    return undefined;
  }
  const reply = yield {
    call: hubspotCall(settings, "POST", `${contacts}/search`, {
      filterGroups: ["phone", "mobilephone"].map((propertyName) => ({
        filters: [{ propertyName, operator: "EQ", value: phone }],
      })),
      properties: wanted,
      limit: 1,
    }),
  };
  const [found] = objects(object(reply.body).results);
  return found && readContact(found);
}

/** Creates or changes a contact. Where the e-mail is taken, the contact that has it is changed. */
export function* writeContact(
  { crmId, values, fields }: WriteRequest,
  settings: HubspotSettings,
): Story<CrmContact | "gone"> {
  if (crmId !== undefined) {
    return yield* patch(crmId, "", values, fields, settings);
  }
  const made = yield {
    call: hubspotCall(settings, "POST", contacts, { properties: values, associations: [] }),
    expect: [409],
  };
  if (made.status === 409 && values.email !== undefined) {
    return yield* patch(values.email, "?idProperty=email", values, fields, settings);
  }
  return required(readContact(made.body));
}

function* patch(
  key: string,
  query: string,
  properties: Readonly<Record<string, string>>,
  fields: readonly string[],
  settings: HubspotSettings,
): Story<CrmContact | "gone"> {
  const path = `${contacts}/${encodeURIComponent(key)}${query}`;
  const reply = yield {
    call: hubspotCall(settings, "PATCH", path, { properties }),
    expect: [404],
  };
  if (reply.status === 404) {
    return "gone";
  }
  const changed = required(readContact(reply.body));
  // The answer holds only some properties.
  const all = yield* readContacts({ ids: [changed.id], fields }, settings);
  return all[0] ?? changed;
}

/** Reads contacts by their ids; HubSpot leaves out those that are gone. */
export function* readContacts(
  { ids, fields }: ReadRequest,
  settings: HubspotSettings,
): Story<readonly CrmContact[]> {
  if (ids.length === 0) {
    return [];
  }
  const reply = yield {
    call: hubspotCall(settings, "POST", `${contacts}/batch/read`, {
      properties: [...fields, changedAt],
      inputs: ids.slice(0, pageSize).map((it) => ({ id: it })),
    }),
  };
  return objects(object(reply.body).results).flatMap((it) => readContact(it) ?? []);
}

/** Lists contacts by their last change. HubSpot's search gives at most 10,000, so a later page may begin at a later time. */
export function* listChangedContacts(
  { since, after, fields }: ChangedRequest,
  settings: HubspotSettings,
): Story<ChangedPage> {
  const reply = yield {
    call: hubspotCall(settings, "POST", `${contacts}/search`, {
      filterGroups: [
        { filters: [{ propertyName: changedAt, operator: "GTE", value: String(since) }] },
      ],
      sorts: [changedAt],
      properties: [...fields, changedAt],
      limit: pageSize,
      after,
    }),
  };
  const { results, paging } = object(reply.body);
  return {
    contacts: objects(results).flatMap((it) => readContact(it) ?? []),
    next: id(object(object(paging).next).after),
  };
}

/** Lists the properties of contacts that people may see. */
export function* listContactFields(
  _: undefined,
  settings: HubspotSettings,
): Story<readonly CrmField[]> {
  const reply = yield { call: hubspotCall(settings, "GET", "crm/v3/properties/contacts") };
  return objects(object(reply.body).results).flatMap((it): CrmField[] => {
    const name = text(it.name);
    const readOnly = object(it.modificationMetadata).readOnlyValue === true;
    return name === undefined || it.hidden === true
      ? []
      : [{ name, label: text(it.label) ?? name, readOnly }];
  });
}

function readContact(value: unknown): CrmContact | undefined {
  const { id: given, properties, updatedAt } = object(value);
  const contactId = id(given);
  if (contactId === undefined) {
    return undefined;
  }
  const known = object(properties);
  const values = Object.entries(known).flatMap(([name, it]) =>
    typeof it === "string" && it !== "" ? [[name, it] as const] : [],
  );
  const at = Date.parse(text(known[changedAt]) ?? text(updatedAt) ?? "");
  return {
    id: contactId,
    values: Object.fromEntries(values),
    changedAt: Number.isNaN(at) ? undefined : at,
  };
}

function required(contact: CrmContact | undefined): CrmContact {
  if (!contact) {
    throw new Error("HubSpot’s answer names no contact");
  }
  return contact;
}

/** Reads the ids of a list of records. */
export function idsOf(value: unknown, name: string): readonly string[] {
  return list(value).flatMap((it) => id(object(it)[name]) ?? []);
}
