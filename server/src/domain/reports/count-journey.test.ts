import { expect, test } from "vitest";
import { createCalendar, dayOfDate } from "./calendar.ts";
import { countConversation } from "./count-conversation.ts";
import { journeyGroups, mondayOf } from "./count-journey.ts";
import { addCounts } from "./counts.ts";
import { durationsOf } from "./figures.ts";
import { waysOf } from "./ways-of.ts";

const calendar = createCalendar("America/New_York");
const at = (text: string) => Date.parse(text);

/** A contact who came by an ad, wrote again in the week after and two weeks later, and ordered twice. */
const visits = [
  { at: at("2026-10-26T13:00:00Z"), touch: "ad:summer", flows: ["hello", "prices"] },
  { at: at("2026-10-30T13:00:00Z"), touch: "flow:hello", flows: ["hello"] },
  // The clocks have changed: it is Sunday evening there, so still the first week after.
  { at: at("2026-11-09T04:30:00Z"), touch: "broadcast:b", flows: ["prices"], goal: "Order" },
  {
    at: at("2026-11-17T13:00:00Z"),
    touch: "flow:hello",
    flows: ["hello", "prices"],
    goal: "Order",
  },
];

function counted(group: string) {
  const hours = countConversation(
    {
      channelId: "shop",
      calls: [],
      messages: visits.map((it, index) => ({
        sequence: index + 1,
        at: it.at,
        direction: "incoming",
        author: { type: "contact" },
      })),
      turns: visits.map((it, index) => ({
        number: index + 1,
        sequence: index + 1,
        at: it.at,
        touch: it.touch,
        language: "en",
        tags: [],
        goals: it.goal === undefined ? [] : [{ name: it.goal, value: 1 }],
        path: it.flows.map((flowId) => ({
          step: "started" as const,
          flowId,
          version: 1,
          nodeId: "t",
          trigger: "any",
        })),
      })),
    },
    calendar,
  );
  const sum: Record<string, number> = {};
  for (const { own } of hours) {
    addCounts(sum, own.find((it) => it.group === group)?.counts ?? {});
  }
  return sum;
}

test("weeks begin on Mondays", () => {
  const monday = dayOfDate("2026-11-23");
  expect(mondayOf(monday)).toBe(monday);
  expect(mondayOf(dayOfDate("2026-11-29"))).toBe(monday);
  expect(mondayOf(dayOfDate("1969-12-31"))).toBe(dayOfDate("1969-12-29"));
});

test("counts each week in which a contact came back once, also when clocks change", () => {
  const cohort = dayOfDate("2026-10-26");
  expect(counted(journeyGroups.weeks)).toEqual({
    [`${cohort}:0`]: 1,
    [`${cohort}:1`]: 1,
    [`${cohort}:3`]: 1,
  });
});

test("counts the first time of a goal, with the touches before and the time until then", () => {
  const goals = counted(journeyGroups.goals);
  expect(goals).toMatchObject({
    "reached:Order": 1,
    "first:Order:ad%3asummer": 1,
    "last:Order:broadcast%3ab": 1,
  });
  expect(Object.keys(goals).filter((it) => /^(first|last)/.test(it))).toHaveLength(2);
  expect(durationsOf(goals, "time:Order").count).toBe(1);
});

test("makes ways without circles, each of one day", () => {
  const { places, steps } = waysOf(counted(journeyGroups.ways));
  const named = steps.map(({ from, to, count }) => ({
    way: `${places[from]?.id} > ${places[to]?.id}`,
    depth: places[from]?.depth,
    count,
  }));
  expect(named).toEqual([
    { way: "shop > hello", depth: 0, count: 3 },
    { way: "hello > prices", depth: 1, count: 2 },
    { way: "shop > prices", depth: 0, count: 1 },
  ]);
});
