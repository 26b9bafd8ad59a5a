import type { Durations, ReportFigures } from "@chatloom/api-schema";
import { addCounts, type Counts, partsOf } from "./counts.ts";
import { distinctIn } from "./distinct-in.ts";
import { durationsCounted, quantile } from "./durations.ts";
import { messageCost, type Pricing } from "./message-costs.ts";

/** The sum of a day. */
export interface DaySum {
  readonly day: number;
  readonly counts: Counts;
}

const mostNamed = 30;
const centsPerUnit = 100;
const microsPerDollar = 1_000_000;

/** Makes the figures of a period from the sums of its days. `firstDay` is the period's. */
export function figuresOf(
  days: readonly DaySum[],
  firstDay: number,
  pricing: Pricing,
): ReportFigures {
  const sum: Record<string, number> = {};
  for (const { counts } of days) {
    addCounts(sum, counts);
  }
  const of = (name: string) => Math.max(0, sum[name] ?? 0);
  const contacts = distinctIn("wrote", days, firstDay);
  return {
    messagesIn: of("in"),
    messagesOut: of("out"),
    fromBot: of("outBot"),
    fromMembers: of("outMember"),
    conversations: distinctIn("active", days, firstDay).all,
    contacts: contacts.all,
    newContacts: contacts.fresh,
    returningContacts: contacts.all - contacts.fresh,
    sessions: of("sessions"),
    solvedByBot: solvedByBot(sum),
    withPeople: of("withPeople"),
    handedOff: of("handedOff"),
    takenOver: of("takenOver"),
    resolved: of("resolved"),
    botAnswer: durationsOf(sum, "botAnswer"),
    memberAnswer: durationsOf(sum, "memberAnswer"),
    firstAnswer: durationsOf(sum, "firstAnswer"),
    resolution: durationsOf(sum, "resolution"),
    goals: of("goals"),
    goalValue: (sum["goalCents"] ?? 0) / centsPerUnit,
    aiCalls: of("aiCalls"),
    aiFailed: of("aiFailed"),
    aiTokens: of("aiTokens"),
    aiCost: of("aiCost") / microsPerDollar,
    messageCost: messageCost(sum, pricing),
    delivery: {
      queued: of("delivery:queued"),
      sent: of("delivery:sent"),
      delivered: of("delivery:delivered"),
      read: of("delivery:read"),
      failed: of("delivery:failed"),
      unknown: of("delivery:unknown"),
    },
    errors: named(sum, "error").map(([code, count]) => ({ code, count })),
    goalNames: named(sum, "goal").map(([name, count]) => ({ name, count })),
  };
}

/** Returns the count, the median and the 90th percentile of counted durations. */
export function durationsOf(counts: Counts, name: string): Durations {
  return {
    count: durationsCounted(counts, name),
    p50: quantile(counts, name, 0.5),
    p90: quantile(counts, name, 0.9),
  };
}

/** Returns the sessions that the bot answered and in which people took no part. */
export function solvedByBot(counts: Counts): number {
  return Math.max(0, (counts["answeredByBot"] ?? 0) - (counts["botThenPeople"] ?? 0));
}

function named(counts: Counts, kind: string): readonly (readonly [string, number])[] {
  return Object.entries(counts)
    .filter(([key, value]) => key.startsWith(`${kind}:`) && value > 0)
    .map(([key, value]) => [partsOf(key)[1] ?? "", value] as const)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, mostNamed);
}
