import type { Calendar } from "./calendar.ts";
import type { Carried, Journey } from "./carried.ts";
import { count, countName } from "./counts.ts";
import { countDuration } from "./durations.ts";
import type { ReportedMessage, ReportedTurn } from "./facts.ts";

type Counting = Record<string, number>;

/** The groups of journeys: weeks in which contacts came back, goals, and ways from flow to flow. */
export const journeyGroups = { weeks: "w", goals: "j", ways: "p" } as const;

const wayMs = 86_400_000;
/** The most flows of one way. */
const longestWay = 5;
/** The most goals of one contact whose first time is remembered. */
const mostGoals = 50;
const daysOfWeek = 7;

/** Returns the Monday of a day's week. */
export function mondayOf(day: number): number {
  // Day 0, 1 January 1970, was a Thursday.
  return day - ((((day + 3) % daysOfWeek) + daysOfWeek) % daysOfWeek);
}

/**
 * Counts the journey of a contact on a channel: weeks in which they wrote, by the week of their first message; the first time that they
 * reached each goal, with the time since their first message and the first and last touch; and the flows that followed one another within
 * 24 hours. Returns what is carried on.
 */
export function countJourney(
  {
    channelId,
    messages,
    turns,
  }: {
    readonly channelId: string;
    readonly messages: readonly ReportedMessage[];
    readonly turns: readonly ReportedTurn[];
  },
  calendar: Calendar,
  ownOf: (group: string) => Counting,
  before: Carried,
): Carried {
  const state: { -readonly [Name in keyof Journey]: Journey[Name] } = { ...before.journey };
  for (const { direction, at } of messages) {
    if (direction === "incoming") {
      countWeek(at);
    }
  }
  for (const turn of turns) {
    countWay(turn);
    if (turn.touch !== undefined) {
      state.first ??= turn.touch;
      state.last = turn.touch;
    }
    for (const { name } of turn.goals) {
      countGoal(name, turn.at);
    }
  }
  return Object.keys(state).length === 0 ? before : { ...before, journey: state };

  function countWeek(at: number): void {
    const monday = mondayOf(calendar.dayOf(at));
    state.firstAt ??= at;
    state.cohort ??= monday;
    const week = (monday - state.cohort) / daysOfWeek;
    if (week > (state.week ?? -1)) {
      count(ownOf(journeyGroups.weeks), countName(String(state.cohort), String(week)));
      state.week = week;
    }
  }

  function countGoal(name: string, at: number): void {
    const { goals = [], firstAt, first, last } = state;
    if (goals.includes(name)) {
      return;
    }
    const own = ownOf(journeyGroups.goals);
    state.goals = [...goals, name].slice(-mostGoals);
    count(own, countName("reached", name));
    if (firstAt !== undefined) {
      countDuration(own, countName("time", name), at - firstAt);
    }
    if (first !== undefined && last !== undefined) {
      count(own, countName("first", name, first));
      count(own, countName("last", name, last));
    }
  }

  function countWay({ path, at }: ReportedTurn): void {
    for (const step of path) {
      if (step.step !== "started" || step.flowId === "") {
        continue;
      }
      if (state.wayAt === undefined || at >= state.wayAt + wayMs) {
        Object.assign(state, { wayAt: at, flow: undefined, depth: 0 });
      }
      const { flow, depth = 0 } = state;
      if (flow === step.flowId || depth >= longestWay) {
        continue;
      }
      const from = flow ?? countName("c", channelId);
      count(ownOf(journeyGroups.ways), countName(String(depth), from, step.flowId));
      state.flow = step.flowId;
      state.depth = depth + 1;
    }
  }
}
