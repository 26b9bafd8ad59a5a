import { samples } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { boxOf } from "../commands/free-place.ts";
import { firstViewport } from "./first-viewport.ts";

/** The canvas in a window of 1280 × 800 pixels with the palette folded. */
const view = { width: 1134, height: 746 };

test.each(samples)("$id opens whole and readable at 1280 pixels", ({ flow }) => {
  const { x, y, zoom } = firstViewport(flow.nodes, view);
  expect(zoom).toBeGreaterThanOrEqual(0.6);
  const box = boxOf(flow.nodes);
  expect(x + box.x * zoom).toBeGreaterThanOrEqual(0);
  expect(y + box.y * zoom).toBeGreaterThanOrEqual(0);
  expect(x + (box.x + box.width) * zoom).toBeLessThanOrEqual(view.width);
  expect(y + (box.y + box.height) * zoom).toBeLessThanOrEqual(view.height);
});
