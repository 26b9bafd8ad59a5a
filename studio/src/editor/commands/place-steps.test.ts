import { type Flow, samples } from "@chatloom/flows-schema";
import Elk from "elkjs/lib/elk.bundled.js";
import { expect, test } from "vitest";
import { framePadding } from "./frame-box.ts";
import { placeSteps } from "./place-steps.ts";

const view = { width: 1000, height: 700 };
const card = { width: 232, height: 180 };
const elk = new Elk();
const tidy = (flow: Flow) =>
  placeSteps(flow, new Map(flow.nodes.map(({ id }) => [id, card])), view, (it) => elk.layout(it));

/** The box around the cards of some steps. */
function around(places: Awaited<ReturnType<typeof tidy>>, steps: readonly string[]) {
  const own = steps.flatMap((id) => places.get(id) ?? []);
  const left = Math.min(...own.map((it) => it.x));
  const top = Math.min(...own.map((it) => it.y));
  return {
    left,
    top,
    right: Math.max(...own.map((it) => it.x)) + card.width,
    bottom: Math.max(...own.map((it) => it.y)) + card.height,
  };
}

const frame = (id: string, steps: string[]) => ({
  id,
  title: id,
  color: "green" as const,
  steps,
  collapsed: false,
});

test("steps stay in their frames, and frames cover no stranger", async () => {
  const [flow] = samples.map((it) => it.flow).sort((a, b) => b.nodes.length - a.nodes.length);
  if (!flow) {
    throw new Error("there is no sample");
  }
  const ids = flow.nodes.map((node) => node.id);
  // Steps from the beginning and the end, so that edges lead in, out and back.
  const first = ids.filter((_, index) => index % 3 === 0);
  const second = ids.filter((_, index) => index % 5 === 1 && index % 3 !== 0);
  const places = await tidy({ ...flow, frames: [frame("f", first), frame("g", second)] });
  expect(places.size).toBe(ids.length);
  const rest = ids.filter((id) => !first.includes(id) && !second.includes(id));
  const framed = [first, second]
    .filter((steps) => steps.length > 0)
    .map((steps) => {
      const { left, top, right, bottom } = around(places, steps);
      const { side, head } = framePadding;
      return { left: left - side, top: top - head, right: right + side, bottom: bottom + side };
    });
  const boxes = [...framed, ...rest.map((id) => around(places, [id]))];
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      const apart =
        a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      expect(apart, `${flow.name}: ${JSON.stringify([a, b])}`).toBe(true);
    }
  }
});
