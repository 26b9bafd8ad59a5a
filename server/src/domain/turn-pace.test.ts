import { expect, test } from "vitest";
import { judgePace, paceAt, type TurnPace, withTurn } from "./turn-pace.ts";

/** Decides about inputs of these kinds, one after the other in one moment, at two turns a second. */
function judged(types: readonly Parameters<typeof judgePace>[1][]) {
  let pace: TurnPace = { since: 1_000, heard: 0, own: 0 };
  return types.map((type) => {
    const verdict = judgePace(pace, type, 2);
    if (verdict !== "passOver") {
      pace = withTurn(pace, type);
    }
    return verdict;
  });
}
const many = <T>(count: number, it: T): T[] => Array.from({ length: count }, () => it);

test("twenty inputs within ten seconds are taken, the next stops the run, and the others are passed over", () => {
  expect(judged(many(25, "message"))).toEqual([
    ...many(20, "take"),
    "stop",
    ...many(4, "passOver"),
  ]);
});

test("a run may hear four times as much of what it waits for, and then a little on its error path", () => {
  const verdicts = judged(many(93, "effectAnswered"));
  expect(verdicts).toEqual([...many(80, "take"), "stop", ...many(10, "take"), "end", "end"]);
});

test("a run that was busy with itself hears its contact all the same, and one that was flooded its own timers", () => {
  expect(judged([...many(80, "effectAnswered" as const), "message"]).at(-1)).toBe("take");
  expect(judged([...many(30, "message" as const), "timerFired"]).at(-1)).toBe("take");
});

test("ten seconds later the count begins anew, and what happened before the window counts into it", () => {
  const pace = { since: 50_000, heard: 20, own: 0 };
  expect(paceAt(pace, 59_999)).toBe(pace);
  expect(paceAt(pace, 60_000)).toEqual({ since: 60_000, heard: 0, own: 0 });
  expect(paceAt(pace, 40_000)).toBe(pace);
  expect(paceAt(undefined, 7)).toEqual({ since: 7, heard: 0, own: 0 });
});
