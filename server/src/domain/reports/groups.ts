import type { Calendar } from "./calendar.ts";
import { type Carried, mostCarried } from "./carried.ts";
import { type Counts, count, countName, partsOf } from "./counts.ts";
import type { ReportedMessage, ReportedTurn } from "./facts.ts";

/** Counts that belong to a group: a channel, flow, language, country, country of a channel, tag, member or version of a flow. */
export interface GroupCounts {
  readonly group: string;
  readonly counts: Counts;
}

/** The most flows, and the most tags, that an hour of a conversation belongs to. */
const mostOfKind = 20;
/** The group of everything. */
export const everything = "all";

interface Hour {
  /** The groups and counts of the hour so far. */
  readonly base: { readonly groups: readonly GroupCounts[]; readonly counts: Counts };
  readonly channelId: string;
  readonly hour: number;
  readonly messages: readonly ReportedMessage[];
  readonly turns: readonly ReportedTurn[];
}

/**
 * Lists the groups that an hour of a conversation belongs to. For each it counts by how many days ago the conversation was last
 * active in the group. With that, distinct conversations of any span of days can be added up; see `distinctIn`.
 */
export function countGroups(
  { base, channelId, hour, messages, turns }: Hour,
  calendar: Calendar,
  before: Carried,
): { readonly groups: readonly GroupCounts[]; readonly after: Carried } {
  const newest = turns.at(-1);
  const language = newest?.language ?? before.language;
  const tags = newest?.tags ?? before.tags;
  const country = turns.findLast((it) => it.country !== undefined)?.country ?? before.country;
  const known = base.groups.map((it) => it.group);
  const countries = namesOf("n", known, [
    before.country ?? "",
    ...turns.map((it) => it.country ?? ""),
  ]);
  const names = [
    everything,
    countName("c", channelId),
    ...namesOf("f", known, [
      ...turns.flatMap((turn) => turn.path.map((it) => it.flowId)),
      ...messages.flatMap((it) => it.flowId ?? []),
    ]),
    ...namesOf("l", known, [before.language ?? "", ...turns.map((it) => it.language)]),
    ...countries,
    ...countries.map((it) => countName("cn", channelId, partsOf(it)[1] ?? "")),
    ...namesOf("t", known, [...(before.tags ?? []), ...turns.flatMap((it) => it.tags)]),
  ];
  const day = calendar.dayOf(hour);
  const wrote =
    base.counts["in"] !== undefined || messages.some((it) => it.direction === "incoming");
  const active =
    wrote || base.counts["out"] !== undefined || messages.some((it) => it.direction === "outgoing");
  const lastActive = new Map(before.active);
  const lastWrote = new Map(before.wrote);
  const groups = names.map((group) => {
    const counts = { ...base.groups.find((it) => it.group === group)?.counts };
    if (active) {
      noteDay("active", lastActive, group, day, counts);
    }
    if (wrote) {
      noteDay("wrote", lastWrote, group, day, counts);
    }
    return { group, counts };
  });
  return {
    groups,
    after: {
      ...before,
      language,
      tags,
      country,
      active: [...lastActive].slice(-mostCarried),
      wrote: [...lastWrote].slice(-mostCarried),
    },
  };
}

/** Returns the groups of a kind: those known before, and those of values that are not empty. */
function namesOf(
  kind: string,
  known: readonly string[],
  values: readonly string[],
): readonly string[] {
  const names = new Set(known.filter((it) => it.startsWith(`${kind}:`)));
  for (const value of new Set(values)) {
    if (value !== "") {
      names.add(countName(kind, value));
    }
  }
  return [...names].slice(0, mostOfKind);
}

function noteDay(
  name: string,
  last: Map<string, number>,
  group: string,
  day: number,
  counts: Record<string, number>,
): void {
  const before = last.get(group);
  if (before === undefined) {
    count(counts, countName(name, "new"));
  } else if (before < day) {
    count(counts, countName(name, String(day - before)));
  }
  // The newest stand last, so that the oldest are forgotten first.
  last.delete(group);
  last.set(group, day);
}
