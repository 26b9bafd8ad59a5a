import { expect, test } from "vitest";
import { answeredUpTo, startedBroadcast, withReply } from "./received-broadcast.ts";

const start = (broadcast: string) => ({ type: "start", flowId: "f", broadcast }) as const;

test("a reply to a broadcast is remembered after the next one began", () => {
  const first = startedBroadcast({ broadcast: undefined }, start("a"), 1);
  const replied = withReply({ broadcast: first }, 2);
  const second = startedBroadcast({ broadcast: replied }, start("b"), 3);
  expect(second).toEqual({ id: "b", at: 3, answered: ["a"] });
  const third = startedBroadcast({ broadcast: second }, start("c"), 4);
  expect(answeredUpTo(third)).toEqual(["a"]);
  expect(answeredUpTo(withReply({ broadcast: third }, 5))).toEqual(["a", "c"]);
});

test("only so many earlier replies are remembered", () => {
  let broadcast = startedBroadcast({ broadcast: undefined }, start("0"), 0);
  for (let index = 1; index <= 300; index++) {
    broadcast = startedBroadcast(
      { broadcast: withReply({ broadcast }, index) },
      start(String(index)),
      index,
    );
  }
  expect(answeredUpTo(broadcast)).toHaveLength(200);
  expect(answeredUpTo(broadcast).at(-1)).toBe("299");
});
