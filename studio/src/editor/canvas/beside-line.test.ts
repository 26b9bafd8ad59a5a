import { describe, expect, test } from "vitest";
import { besideLine } from "./beside-line.ts";

const lines = {
  level: { sourceX: 0, sourceY: 0, targetX: 300, targetY: 0 },
  falling: { sourceX: 0, sourceY: 0, targetX: 120, targetY: 400 },
  rising: { sourceX: 0, sourceY: 0, targetX: 200, targetY: -300 },
  backwards: { sourceX: 0, sourceY: 0, targetX: -500, targetY: 220 },
};

describe("the tools of an edge", () => {
  test.each(Object.entries(lines))("leave a %s line free", (_, line) => {
    const { x, y } = besideLine(line);
    // The box of tools, 56 by 28 pixels, does not reach the 12 pixels around the middle of the line.
    const free = Math.max(Math.abs(x) - 28, Math.abs(y) - 14);
    expect(free).toBeGreaterThanOrEqual(10);
  });
});
