import type { InboxView } from "@chatloom/api-schema";

/** The filter of the list, as the address and saved views hold it. */
export type ListFilter = InboxView["filter"];

const flags = ["resolved", "snoozed", "mentioned", "unread"] as const;
const texts = ["view", "channelId", "labelId", "teamId", "priority", "assigneeId", "sla"] as const;

/** The filters that are set in the panel, beside the views. */
const panelFilters = [
  "channelId",
  "labelId",
  "teamId",
  "priority",
  "assigneeId",
  "waitingMinutes",
  "sla",
  "unread",
  "mentioned",
  "snoozed",
  "resolved",
] as const satisfies readonly (keyof ListFilter)[];

/** Reads the filter from the query of the address; anything unknown is left out. */
export function readFilter(query: URLSearchParams): ListFilter {
  const filter: Record<string, unknown> = {};
  for (const name of texts) {
    const value = query.get(name);
    if (value) {
      filter[name] = value;
    }
  }
  for (const name of flags) {
    if (query.get(name) === "true") {
      filter[name] = true;
    }
  }
  const minutes = Number(query.get("waitingMinutes") ?? "");
  if (Number.isInteger(minutes) && minutes > 0) {
    filter.waitingMinutes = minutes;
  }
  return filter as ListFilter;
}

/** Writes the filter as the query of an address. */
export function writeFilter(filter: ListFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined && value !== false && value !== "") {
      query.set(name, String(value));
    }
  }
  return query;
}

/** How many filters of the panel are set. */
export function countFilters(filter: ListFilter): number {
  return panelFilters.filter((name) => filter[name] !== undefined && filter[name] !== false).length;
}

/** Says whether two filters list the same. */
export function sameFilter(one: ListFilter, other: ListFilter): boolean {
  const sorted = (filter: ListFilter) => {
    const query = writeFilter(filter);
    query.sort();
    return query.toString();
  };
  return sorted(one) === sorted(other);
}
