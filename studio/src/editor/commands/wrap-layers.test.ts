import { describe, expect, test } from "vitest";
import { type PlacedBox, wrapLayers } from "./wrap-layers.ts";

const card = { width: 232, height: 180 };
const view = { width: 820, height: 640 };
const gaps = { column: 56, box: 24, row: 56 };
const row = (count: number): PlacedBox[] =>
  Array.from({ length: count }, (_, index) => ({ id: `n${index}`, x: index * 290, y: 0, ...card }));

/** How large the layout can be shown in a view of 800 by 640 pixels. */
function zoomOf(places: ReadonlyMap<string, { x: number; y: number }>): number {
  const all = [...places.values()];
  const width = Math.max(...all.map((it) => it.x)) + card.width;
  const height = Math.max(...all.map((it) => it.y)) + card.height;
  return Math.min(800 / width, 640 / height);
}

describe("wrapping a layout", () => {
  test("makes twelve steps in a row readable", () => {
    expect(zoomOf(wrapLayers(row(12), view, gaps))).toBeGreaterThan(0.6);
  });

  test("leaves three steps in one row", () => {
    expect([...wrapLayers(row(3), view, gaps).values()].map((it) => it.y)).toEqual([0, 0, 0]);
  });

  test("keeps steps of one layer together, and the order of reading", () => {
    const boxes = [...row(8), { id: "below", x: 290, y: 260, ...card }];
    const places = wrapLayers(boxes, { width: 700, height: 700 }, gaps);
    expect(places.get("below")).toEqual({
      x: places.get("n1")?.x,
      y: (places.get("n1")?.y ?? 0) + card.height + gaps.box,
    });
    const order = row(8).map((it) => places.get(it.id) ?? { x: 0, y: 0 });
    const read = [...order].sort((a, b) => a.y - b.y || a.x - b.x);
    expect(order).toEqual(read);
  });

  test("does not cover one step with another", () => {
    const places = [
      ...wrapLayers(
        [...row(20), { id: "tall", x: 580, y: 220, width: 232, height: 700 }],
        view,
        gaps,
      ),
    ];
    for (const [id, a] of places) {
      for (const [other, b] of places) {
        if (id < other) {
          expect(Math.abs(a.x - b.x) >= 232 || Math.abs(a.y - b.y) >= 180, `${id} ${other}`).toBe(
            true,
          );
        }
      }
    }
  });

  test("leaves no holes between the steps of a column", () => {
    const spread = [...row(2), { id: "far", x: 290, y: 900, ...card }];
    expect(wrapLayers(spread, view, gaps).get("far")?.y).toBe(card.height + gaps.box);
  });

  test("has nothing to say of an empty flow", () => {
    expect(wrapLayers([], { width: 700, height: 700 }, gaps).size).toBe(0);
  });
});
