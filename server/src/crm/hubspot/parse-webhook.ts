import { id, isObject, number, objects, text, timeOf } from "../../channels/read-json.ts";
import type { CrmEvent } from "../crm.ts";

const changes = new Set([
  "contact.creation",
  "contact.propertyChange",
  "contact.merge",
  "contact.restore",
]);

/** Reads a batch of HubSpot's events. Only contacts that changed count; our own changes are known by their values. */
export function parseHubspotWebhook(
  body: unknown,
  _settings: unknown,
  now: number,
): readonly CrmEvent[] {
  return objects(Array.isArray(body) ? body : []).flatMap((event): CrmEvent[] => {
    const { portalId, subscriptionId, eventId, occurredAt, objectId } = event;
    const what = text(event.subscriptionType) ?? text(event.eventType);
    const own = id(eventId);
    if (!isObject(event) || what === undefined || own === undefined) {
      return [];
    }
    const at = timeOf(occurredAt, now);
    const parts = [id(portalId), id(subscriptionId), own, String(number(occurredAt) ?? at)];
    const base = { id: parts.map((it) => it ?? "").join(":"), account: undefined, at };
    const crmId = id(objectId);
    return changes.has(what) && crmId !== undefined
      ? [{ ...base, kind: "crmContact", crmId }]
      : [{ ...base, kind: "ignored", what: what.slice(0, 100) }];
  });
}
