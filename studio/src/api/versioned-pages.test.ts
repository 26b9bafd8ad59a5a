import { expect, test } from "vitest";
import { type ListRules, newest, type Pages, putItem } from "./versioned-pages.ts";

interface Line {
  readonly id: string;
  readonly version: number;
  readonly at: number;
  readonly open: boolean;
}
const newestFirst: ListRules<Line> = {
  belongs: (it) => it.open,
  compare: (a, b) => b.at - a.at,
};
const line = (id: string, at: number, version = 1, open = true): Line => ({
  id,
  at,
  version,
  open,
});
const listOf = (...pages: Line[][]): Pages<Line> => ({
  pages: pages.map((items, index) => ({
    items,
    ...(index < pages.length - 1 && { next: String(index) }),
  })),
  pageParams: pages.map((_, index) => index),
});
const ids = (data: Pages<Line>) => data.pages.map((page) => page.items.map((it) => it.id).join(""));

test("an answer that comes after a newer live copy changes nothing", () => {
  const live = putItem(listOf([line("a", 1)]), line("a", 1, 3), newestFirst);
  expect(putItem(live, line("a", 1, 2), newestFirst)).toBe(live);
  expect(newest(line("a", 1, 3), line("a", 1, 2)).version).toBe(3);
  expect(newest(line("a", 1, 2), line("a", 1, 3)).version).toBe(3);
});

test("any order of arrival gives the same list", () => {
  const arrivals = [line("b", 5, 2), line("b", 3, 1), line("c", 4, 1), line("a", 9, 4, false)];
  const orders = [
    arrivals,
    [...arrivals].reverse(),
    [2, 0, 3, 1].flatMap((i) => arrivals[i] ?? []),
  ];
  for (const order of orders) {
    const list = order.reduce(
      (data, it) => putItem(data, it, newestFirst),
      listOf([line("a", 8, 3), line("d", 1)]),
    );
    expect(ids(list)).toEqual(["bcd"]);
  }
});

test("an item moves between pages", () => {
  const list = listOf([line("a", 9), line("b", 8)], [line("c", 7), line("d", 6)]);
  expect(ids(putItem(list, line("d", 10, 2), newestFirst))).toEqual(["dab", "c"]);
  expect(ids(putItem(list, line("e", 7.5), newestFirst))).toEqual(["ab", "ecd"]);
});

test("what follows the loaded pages is left to the next page", () => {
  const list: Pages<Line> = {
    pages: [{ items: [line("a", 9)], next: "more" }],
    pageParams: [undefined],
  };
  expect(ids(putItem(list, line("z", 1), newestFirst))).toEqual(["a"]);
  expect(ids(putItem(listOf([line("a", 9)]), line("z", 1), newestFirst))).toEqual(["az"]);
});

test("what no longer belongs leaves the list", () => {
  const list = listOf([line("a", 9), line("b", 8)]);
  expect(ids(putItem(list, line("a", 10, 2, false), newestFirst))).toEqual(["b"]);
  expect(putItem(list, line("x", 10, 2, false), newestFirst)).toBe(list);
});
