import type { Conversation } from "@chatloom/api-schema";

/** How a member may write now, and until when (epoch milliseconds); without `until`, at any time. */
export interface OpenWindow {
  readonly kind: "free" | "billed" | "people";
  readonly until?: number;
}

/** The window of a conversation at a time; undefined where nobody may write until the contact does. */
export function windowAt(window: Conversation["window"], now: number): OpenWindow | undefined {
  const { open, closesAt, peopleUntil, billedFrom } = window;
  const end = closesAt === undefined ? undefined : Date.parse(closesAt);
  if (end === undefined) {
    return open ? { kind: "free" } : undefined;
  }
  if (now < end) {
    const bills = billedFrom === undefined ? end : Date.parse(billedFrom);
    return now < bills
      ? { kind: "free", until: Math.min(bills, end) }
      : { kind: "billed", until: end };
  }
  const people = peopleUntil === undefined ? 0 : Date.parse(peopleUntil);
  return now < people ? { kind: "people", until: people } : undefined;
}
