import { type Counts, count, countName, partsOf } from "./counts.ts";
import type { ReportedMessage } from "./facts.ts";

const kind = "paid";
/** What the platform did not take costs nothing. */
const free: ReadonlySet<string> = new Set(["queued", "failed"]);

/** Messages that may cost something: alike in all that decides the price. An unknown country and no template are empty. */
export interface PaidMessages {
  readonly channelId: string;
  readonly country: string;
  readonly template: string;
  readonly count: number;
}

/** Counts the sent messages by channel and template, without a country. */
export function countPaid(
  channelId: string,
  messages: readonly ReportedMessage[],
  counts: Record<string, number>,
): void {
  for (const { direction, delivery = "unknown", template = "" } of messages) {
    if (direction === "outgoing" && !free.has(delivery)) {
      count(counts, countName(kind, channelId, "", template));
    }
  }
}

/**
 * Sets the country of all sent messages of an hour to the one that is known at its end. So it makes no difference whether a message was
 * counted before or after the turn that tells the country.
 */
export function setCountry(counts: Record<string, number>, country = ""): void {
  for (const [name, value] of Object.entries(counts)) {
    if (name.startsWith(`${kind}:`)) {
      const [, channelId = "", , template = ""] = partsOf(name);
      delete counts[name];
      count(counts, countName(kind, channelId, country, template), value);
    }
  }
}

/** Lists the sent messages of a sum. */
export function paidMessages(counts: Counts): readonly PaidMessages[] {
  return Object.entries(counts)
    .filter(([name, value]) => name.startsWith(`${kind}:`) && value > 0)
    .map(([name, value]) => {
      const [, channelId = "", country = "", template = ""] = partsOf(name);
      return { channelId, country, template, count: value };
    });
}
