import { expect, test } from "vitest";
import { countVariants } from "./count-results.ts";

const event = (contactId: string, name: string, at: number) => ({ contactId, name, at });

test("counts each contact once, and goals for the variant they got before", () => {
  const given = [event("a", "x", 1), event("a", "x", 5), event("b", "y", 2), event("c", "x", 9)];
  const goals = [
    event("a", "sale", 3),
    event("a", "sale", 6),
    event("b", "sale", 1),
    event("d", "sale", 7),
  ];
  expect(countVariants(given, goals)).toEqual([
    { variant: "x", people: 2, reached: 1 },
    { variant: "y", people: 1, reached: 0 },
  ]);
});

test("a contact who got both variants reaches a goal with the later one", () => {
  const given = [event("a", "y", 5), event("a", "x", 1)];
  expect(countVariants(given, [event("a", "sale", 5)])).toEqual([
    { variant: "y", people: 1, reached: 1 },
    { variant: "x", people: 1, reached: 0 },
  ]);
});
