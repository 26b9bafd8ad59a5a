/** A box that a layout has placed, in pixels. */
export interface PlacedBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Position = { x: number; y: number };

/**
 * Breaks a layout that reads from left to right into rows, as a text breaks into lines, so that it can be
 * shown as large as possible in a view of this size, in pixels.
 */
export function wrapLayers(
  boxes: readonly PlacedBox[],
  view: { readonly width: number; readonly height: number },
  gap: number,
): Map<string, Position> {
  const layers = layersOf(boxes);
  let best: { readonly size: number; readonly places: Map<string, Position> } | undefined;
  for (let rows = 1; rows <= layers.length; rows++) {
    const { places, width, height } = inRows(layers, Math.ceil(layers.length / rows), gap);
    const size = Math.max(1, width / view.width, height / view.height);
    // A row more has to pay: its edges lead all the way back.
    if (!best || size < best.size * 0.85) best = { size, places };
  }
  return best?.places ?? new Map();
}

/** Groups boxes into layers: columns that no box of the next one reaches into. */
function layersOf(boxes: readonly PlacedBox[]): PlacedBox[][] {
  const layers: PlacedBox[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const box of [...boxes].sort((a, b) => a.x - b.x)) {
    const layer = layers.at(-1);
    if (layer && box.x < right) layer.push(box);
    else layers.push([box]);
    right = Math.max(right, box.x + box.width);
  }
  return layers;
}

function inRows(layers: readonly PlacedBox[][], perRow: number, gap: number) {
  const places = new Map<string, Position>();
  let width = 0;
  let top = 0;
  for (let first = 0; first < layers.length; first += perRow) {
    const row = layers.slice(first, first + perRow).flat();
    const left = Math.min(...row.map((box) => box.x));
    const highest = Math.min(...row.map((box) => box.y));
    for (const box of row) places.set(box.id, { x: box.x - left, y: box.y - highest + top });
    width = Math.max(width, ...row.map((box) => box.x + box.width - left));
    top += Math.max(...row.map((box) => box.y + box.height)) - highest + gap;
  }
  return { places, width, height: top - gap };
}
