import { createHmac } from "node:crypto";
import type { Double, Platform, ReceivedCall, Verdict } from "../double.ts";
import { serve } from "../serve.ts";

const token = "pat-na1-chatloom";
const clientSecret = "hs_client_secret_for_tests";

interface Contact {
  readonly id: string;
  properties: Record<string, string>;
  changedAt: number;
}

/** A stand-in for HubSpot: contacts, notes, lists and signed events. */
export interface HubspotDouble
  extends Pick<Double, "type" | "url" | "settings" | "calls" | "refusals" | "fail" | "close"> {
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly notes: readonly { readonly body: string; readonly contactId: string }[];
  /** A person in HubSpot makes or changes a contact; gives its id. */
  readonly edit: (id: string | undefined, properties: Record<string, string>) => string;
  readonly remove: (id: string) => void;
  readonly setList: (id: string, name: string, members: readonly string[]) => void;
  /** Tells a change to a webhook; gives the answer's status. */
  readonly tell: (address: string, contactId: string, secret?: string) => Promise<number>;
}

const properties = ["email", "phone", "mobilephone", "firstname", "lastname", "city", "score"];

/** Starts the double on a free port. `now` is its clock. */
export async function startHubspot(now: () => number = Date.now): Promise<HubspotDouble> {
  const contacts = new Map<string, Contact>();
  const notes: { id: string; body: string; contactId: string }[] = [];
  const lists = new Map<string, { name: string; members: readonly string[] }>();
  let [ids, events] = [500, 0];
  const stamp = () => new Date(now()).toISOString();
  const byEmail = (email: string) =>
    [...contacts.values()].find((it) => it.properties.email === email.toLowerCase());

  function shown({ id, properties: known, changedAt }: Contact, wanted: readonly string[]) {
    const chosen = Object.fromEntries(wanted.map((it) => [it, known[it] ?? null]));
    const lastmodifieddate = new Date(changedAt).toISOString();
    return { id, properties: { ...chosen, lastmodifieddate }, updatedAt: lastmodifieddate };
  }

  function write(id: string | undefined, given: Record<string, string>): Contact {
    const known = id === undefined ? undefined : contacts.get(id);
    const contact = known ?? { id: String(++ids), properties: {}, changedAt: now() };
    contact.properties = { ...contact.properties, ...given };
    contact.changedAt = now();
    contacts.set(contact.id, contact);
    return contact;
  }

  function answer({ method, path, headers, body: sent }: ReceivedCall): Verdict {
    if (headers.authorization !== `Bearer ${token}`) {
      return refused(401, "INVALID_AUTHENTICATION", "Authentication credentials not found");
    }
    const url = new URL(path, "http://double");
    const body = (sent ?? {}) as Record<string, never>;
    const route = `${method} ${url.pathname}`;
    const wanted = (url.searchParams.get("properties") ?? "").split(",");
    if (route === "GET /account-info/v3/details") {
      return ok({ portalId: 9001, timeZone: "UTC" });
    }
    if (route === "GET /crm/v3/properties/contacts") {
      const results = properties.map((name) => ({ name, label: `The ${name}`, hidden: false }));
      return ok({ results: [...results, { name: "hs_secret", label: "No", hidden: true }] });
    }
    if (route === "POST /crm/v3/objects/contacts") {
      const given = checked(body.properties);
      if (typeof given === "string") {
        return refused(400, "VALIDATION_ERROR", given);
      }
      const taken = given.email && byEmail(given.email);
      return taken
        ? refused(409, "CONFLICT", `Contact already exists. Existing ID: ${taken.id}`)
        : ok(shown(write(undefined, given), Object.keys(given)), 201);
    }
    if (route === "POST /crm/v3/objects/contacts/search") {
      return search(body);
    }
    if (route === "POST /crm/v3/objects/contacts/batch/read") {
      const { inputs, properties: names } = body as unknown as {
        inputs: { id: string }[];
        properties: string[];
      };
      return inputs.length > 100
        ? refused(400, "VALIDATION_ERROR", "At most 100 inputs")
        : ok({
            status: "COMPLETE",
            results: inputs.flatMap((it) => {
              const found = contacts.get(it.id);
              return found ? [shown(found, names)] : [];
            }),
          });
    }
    if (route === "POST /crm/v3/objects/notes") {
      const { properties: note, associations } = body as unknown as {
        properties: { hs_note_body: string; hs_timestamp: string };
        associations: { to: { id: string }; types: { associationTypeId: number }[] }[];
      };
      const [to] = associations;
      if (
        !note.hs_timestamp ||
        to?.types[0]?.associationTypeId !== 202 ||
        !contacts.has(to.to.id)
      ) {
        return refused(400, "VALIDATION_ERROR", "A note needs its time and a contact");
      }
      const id = String(++ids);
      notes.push({ id, body: note.hs_note_body, contactId: to.to.id });
      return ok({ id }, 201);
    }
    if (route === "POST /crm/v3/objects/notes/batch/read") {
      const results = notes.map((it) => ({ id: it.id, properties: { hs_note_body: it.body } }));
      return ok({ results });
    }
    if (route === "POST /crm/v3/lists/search") {
      return ok({
        lists: [...lists].map(([listId, { name }]) => ({ listId, name, objectTypeId: "0-1" })),
      });
    }
    const parts = url.pathname.split("/").slice(1).map(decodeURIComponent);
    if (method === "GET" && parts[2] === "lists" && parts[4] === "memberships") {
      const { members = [] } = lists.get(parts[3] ?? "") ?? {};
      const from = Number(url.searchParams.get("after") ?? 0);
      const next = from + 2 < members.length ? { next: { after: String(from + 2) } } : undefined;
      const results = members.slice(from, from + 2).map((recordId) => ({ recordId }));
      return ok({ results, ...(next && { paging: next }) });
    }
    if (method === "GET" && parts[1] === "v4" && parts[5] === "associations") {
      const own = notes.filter((it) => it.contactId === parts[4]);
      return ok({ results: own.map((it) => ({ toObjectId: Number(it.id) })) });
    }
    if (parts[3] === "contacts" && parts.length === 5) {
      const key = parts[4] ?? "";
      const byKey =
        url.searchParams.get("idProperty") === "email" ? byEmail(key) : contacts.get(key);
      if (!byKey) {
        return { status: 404, body: { status: "error", message: "resource not found" } };
      }
      if (method === "GET") {
        return ok(shown(byKey, wanted));
      }
      const given = checked(body.properties);
      return typeof given === "string"
        ? refused(400, "VALIDATION_ERROR", given)
        : ok(shown(write(byKey.id, given), Object.keys(given)));
    }
    return refused(404, "NOT_FOUND", `${route} does not exist`);
  }

  function search(body: object): Verdict {
    const {
      filterGroups,
      sorts,
      properties: names,
      limit,
      after,
    } = body as {
      filterGroups: { filters: { propertyName: string; operator: string; value: string }[] }[];
      sorts?: string[];
      properties: string[];
      limit: number;
      after?: string;
    };
    if (filterGroups.length > 5 || limit > 200) {
      return refused(400, "VALIDATION_ERROR", "Too many filters, or a page too large");
    }
    const fits = (contact: Contact) =>
      filterGroups.some(({ filters }) =>
        filters.every(({ propertyName, operator, value }) =>
          operator === "GTE"
            ? contact.changedAt >= Number(value)
            : contact.properties[propertyName] === value,
        ),
      );
    const found = [...contacts.values()].filter(fits);
    if (sorts?.[0] === "lastmodifieddate") {
      found.sort((a, b) => a.changedAt - b.changedAt);
    }
    const from = Number(after ?? 0);
    const end = from + limit;
    return ok({
      total: found.length,
      results: found.slice(from, end).map((it) => shown(it, names)),
      ...(end < found.length && { paging: { next: { after: String(end) } } }),
    });
  }

  const platform: Platform = {
    type: "hubspot",
    settings: (url) => ({ accessToken: token, clientSecret, apiBaseUrl: url }),
    answer,
    envelope: (status) => ({ status: "error", category: "TEST", message: `Status ${status}` }),
    isSend: ({ method, path }) => method !== "GET" && !/search|batch\/read/.test(path),
    identity: ({ method, path, raw }) => `${method} ${path} ${raw}`,
    webhookBody: () => ({}),
    sign: () => ({}),
  };
  const double = await serve(platform, now);
  return Object.assign(double, {
    contacts,
    notes,
    edit: (id: string | undefined, given: Record<string, string>) => write(id, given).id,
    remove: (id: string) => void contacts.delete(id),
    setList: (id: string, name: string, members: readonly string[]) =>
      void lists.set(id, { name, members }),
    async tell(address: string, contactId: string, secret = clientSecret) {
      const body = JSON.stringify([
        {
          eventId: ++events,
          subscriptionId: 42,
          portalId: 9001,
          occurredAt: now(),
          subscriptionType: "contact.propertyChange",
          attemptNumber: 0,
          objectId: Number(contactId),
          propertyName: "city",
          changeSource: "CRM",
        },
      ]);
      const time = String(now());
      const url = new URL(address);
      const signature = createHmac("sha256", secret)
        .update(`POST${url.protocol}//${url.host}${url.pathname}${url.search}${body}${time}`)
        .digest("base64");
      const response = await fetch(address, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-hubspot-signature-v3": signature,
          "x-hubspot-request-timestamp": time,
        },
        body,
      });
      await response.arrayBuffer();
      return response.status;
    },
  });

  function checked(given: unknown): Record<string, string> | string {
    const known = (given ?? {}) as Record<string, unknown>;
    const bad = Object.keys(known).find((it) => !properties.includes(it));
    if (bad !== undefined) {
      return `Property "${bad}" does not exist`;
    }
    if (Object.values(known).some((it) => typeof it !== "string")) {
      return "Values are texts";
    }
    const email = known.email as string | undefined;
    return email !== undefined && !/^\S+@\S+\.\S+$/.test(email)
      ? `Email address ${email} is invalid`
      : (known as Record<string, string>);
  }

  function refused(status: number, category: string, message: string): Verdict {
    const body = { status: "error", category, message, correlationId: stamp() };
    return { status, body, problem: message };
  }
}

function ok(body: unknown, status = 200): Verdict {
  return { status, body };
}
