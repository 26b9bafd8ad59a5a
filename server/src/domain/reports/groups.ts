import type { Calendar } from "./calendar.ts";
import { type Carried, mostCarried } from "./carried.ts";
import { type Counts, count, countName } from "./counts.ts";
import type { ReportedMessage, ReportedTurn } from "./facts.ts";

/** Counts that belong to a group: a channel, flow, language, tag, member or version of a flow. */
export interface GroupCounts {
  readonly group: string;
  readonly counts: Counts;
}

/** The most flows, and the most tags, that an hour of a conversation belongs to. */
const mostOfKind = 20;
/** The group of everything. */
export const everything = "all";

interface Hour {
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
  { channelId, hour, messages, turns }: Hour,
  calendar: Calendar,
  before: Carried,
): { readonly groups: readonly GroupCounts[]; readonly after: Carried } {
  const newest = turns.at(-1);
  const language = newest?.language ?? before.language;
  const tags = newest?.tags ?? before.tags;
  const flows = new Set([
    ...turns.flatMap((turn) => turn.path.map((it) => it.flowId)),
    ...messages.flatMap((it) => it.flowId ?? []),
  ]);
  flows.delete("");
  const names = [
    everything,
    countName("c", channelId),
    ...[...flows].slice(0, mostOfKind).map((it) => countName("f", it)),
    ...(language ? [countName("l", language)] : []),
    ...(tags ?? []).slice(0, mostOfKind).map((it) => countName("t", it)),
  ];
  const day = calendar.dayOf(hour);
  const wrote = messages.some((it) => it.direction === "incoming");
  const active = wrote || messages.some((it) => it.direction === "outgoing");
  const lastActive = new Map(before.active);
  const lastWrote = new Map(before.wrote);
  const groups = names.map((group) => {
    const counts: Record<string, number> = {};
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
      active: [...lastActive].slice(-mostCarried),
      wrote: [...lastWrote].slice(-mostCarried),
    },
  };
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
