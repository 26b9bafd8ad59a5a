import type { Calendar } from "./calendar.ts";
import type { Carried } from "./carried.ts";
import { countCalls, countOutcomes, withoutCallGroups } from "./count-ai.ts";
import { countJourney } from "./count-journey.ts";
import { countMessages } from "./count-messages.ts";
import { countPath } from "./count-path.ts";
import { type CountedAnswer, mostAnswers } from "./counted-answer.ts";
import { type Counts, count, countName } from "./counts.ts";
import type { ReportedCall, ReportedMessage, ReportedTurn } from "./facts.ts";
import { countGroups, type GroupCounts } from "./groups.ts";
import { countPaid, setCountry } from "./paid-messages.ts";

/** The events of one conversation within one hour of the workspace's time zone. */
export interface CountedHour {
  /** Its beginning, epoch milliseconds. */
  readonly hour: number;
  /** The first message and the first turn without a message that belong to it. */
  readonly firstSequence?: number | undefined;
  readonly firstTurn?: number | undefined;
  /** Count for each of the groups. */
  readonly counts: Counts;
  /** The groups, each with counts that differ from group to group. */
  readonly groups: readonly GroupCounts[];
  /** Counts of single groups, beside the above. */
  readonly own: readonly GroupCounts[];
  /** Absent: none. */
  readonly answers?: readonly CountedAnswer[] | undefined;
  readonly before: Carried;
  readonly after: Carried;
}

/** The records of a conversation, from the beginning of an hour on. */
export interface ConversationRecords {
  readonly channelId: string;
  readonly messages: readonly ReportedMessage[];
  readonly turns: readonly ReportedTurn[];
  readonly calls: readonly ReportedCall[];
}

/**
 * Counts what happened in a conversation, hour by hour. `carried` is what was known before. With `base`, an hour that is counted
 * in part, the records are those that came after it, but for calls, which are all of the hour. The same records give the same counts,
 * however often and in however many pieces they are counted.
 */
export function countConversation(
  records: ConversationRecords,
  calendar: Calendar,
  carried: Carried = {},
  base?: CountedHour,
): readonly CountedHour[] {
  const hours = new Map<number, Hour>();
  const hourAt = (at: number): Hour => {
    const hour = calendar.hourOf(at);
    const known = hours.get(hour) ?? { messages: [], turns: [], calls: [] };
    hours.set(hour, known);
    return known;
  };
  for (const it of records.messages) {
    hourAt(it.at).messages.push(it);
  }
  for (const it of records.turns) {
    hourAt(it.at).turns.push(it);
  }
  for (const it of records.calls) {
    hourAt(it.at).calls.push(it);
  }
  let before = carried;
  return [...hours]
    .sort(([a], [b]) => a - b)
    .map(([hour, found]) => {
      const known = base?.hour === hour ? base : undefined;
      const counted = countHour(records.channelId, hour, found, calendar, before, known);
      before = counted.after;
      return counted;
    });
}

interface Hour {
  readonly messages: ReportedMessage[];
  readonly turns: ReportedTurn[];
  readonly calls: ReportedCall[];
}

function countHour(
  channelId: string,
  hour: number,
  { messages, turns, calls }: Hour,
  calendar: Calendar,
  before: Carried,
  base: CountedHour = { ...nothing, hour, before },
): CountedHour {
  messages.sort((a, b) => a.sequence - b.sequence);
  turns.sort((a, b) => a.number - b.number);
  const counts = withoutCalls(base.counts);
  const own = new Map(withoutCallGroups(base.own).map((it) => [it.group, { ...it.counts }]));
  const ownOf = (group: string) => {
    const known = own.get(group) ?? {};
    own.set(group, known);
    return known;
  };
  const said = countMessages(messages, counts, ownOf, before);
  countPaid(channelId, messages, counts);
  const answers = [...(base.answers ?? [])];
  const ran = countPath(turns, ownOf, said, answers);
  const outcome = countOutcomes(turns, ownOf, ran);
  const journey = countJourney({ channelId, messages, turns }, calendar, ownOf, outcome);
  countTurns(turns, calls, counts);
  countCalls(channelId, calls, ownOf);
  const place = { base, channelId, hour, messages, turns };
  const { groups, after } = countGroups(place, calendar, journey);
  setCountry(counts, after.country);
  return {
    hour,
    firstSequence: least([
      ...(base.firstSequence === undefined ? [] : [base.firstSequence]),
      ...messages.map((it) => it.sequence),
      ...turns.flatMap((it) => it.sequence ?? []),
    ]),
    firstTurn: least([
      ...(base.firstTurn === undefined ? [] : [base.firstTurn]),
      ...turns.flatMap((it) => (it.sequence === undefined ? it.number : [])),
    ]),
    counts,
    groups,
    own: [...own].map(([group, its]) => ({ group, counts: its })),
    answers: answers.length > 0 ? answers.slice(0, mostAnswers) : undefined,
    before: base.before,
    after: {
      ...after,
      sequence: messages.reduce((last, it) => Math.max(last, it.sequence), before.sequence ?? 0),
      turn: turns.reduce((last, it) => Math.max(last, it.number), before.turn ?? 0),
    },
  };
}

const nothing = { counts: {}, groups: [], own: [], after: {} };
const callCounts: ReadonlySet<string> = new Set(["aiCalls", "aiCost", "aiTokens", "aiFailed"]);

function withoutCalls(counts: Counts): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([name]) => !callCounts.has(name)));
}

function countTurns(
  turns: readonly ReportedTurn[],
  calls: readonly ReportedCall[],
  counts: Record<string, number>,
): void {
  for (const { goals, path } of turns) {
    count(counts, "turns");
    for (const { name, value } of goals) {
      count(counts, "goals");
      count(counts, "goalCents", Math.round(value * 100));
      count(counts, countName("goal", name));
    }
    for (const step of path) {
      if (step.step === "failed") {
        count(counts, "stepsFailed");
      }
    }
  }
  for (const { cost, input, output, problem } of calls) {
    count(counts, "aiCalls");
    count(counts, "aiCost", cost);
    count(counts, "aiTokens", input + output);
    if (problem !== undefined) {
      count(counts, "aiFailed");
    }
  }
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values);
}
