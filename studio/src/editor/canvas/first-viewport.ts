import type { FlowNode } from "@chatloom/flows-schema";
import type { Viewport } from "@xyflow/react";
import { cardWidth } from "../commands/card-width.ts";
import { boxOf } from "../commands/free-place.ts";

const readableZoom = 0.7;
const smallestWhole = 0.6;
const margin = 48;

/**
 * Chooses what a flow shows when it is opened: a small one whole, of a large one the beginning, large enough to read, or the step that a
 * link leads to. Sizes in pixels.
 */
export function firstViewport(
  nodes: readonly FlowNode[],
  view: { readonly width: number; readonly height: number },
  linkedTo?: string | undefined,
): Viewport {
  // The first step of an empty flow stays where it is put.
  if (nodes.length === 0) {
    return { x: 0, y: 0, zoom: 1 };
  }
  const box = boxOf(nodes);
  const whole = Math.min(
    1,
    (view.width - 2 * margin) / box.width,
    (view.height - 2 * margin) / box.height,
  );
  if (whole >= smallestWhole) {
    return {
      x: (view.width - box.width * whole) / 2 - box.x * whole,
      y: (view.height - box.height * whole) / 2 - box.y * whole,
      zoom: whole,
    };
  }
  const linked = nodes.find(({ id }) => id === linkedTo);
  if (linked) {
    const { x, y, width, height } = boxOf([linked]);
    return {
      x: (view.width - width * readableZoom) / 2 - x * readableZoom,
      y: Math.max(margin, (view.height - height * readableZoom) / 2) - y * readableZoom,
      zoom: readableZoom,
    };
  }
  const first = nodes.filter((node) => node.position.x < box.x + cardWidth);
  const top = Math.min(...first.map((node) => node.position.y));
  return { x: margin - box.x * readableZoom, y: margin - top * readableZoom, zoom: readableZoom };
}
