/** A box that a layout has placed, in pixels. */
export interface PlacedBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Space in pixels: between columns, between boxes of a column, and between rows, through which edges lead back. */
interface Gaps {
  readonly column: number;
  readonly box: number;
  readonly row: number;
}

interface Position {
  x: number;
  y: number;
}

/**
 * Breaks a layout that reads from left to right into rows, as a text breaks into lines, so that it can be
 * shown as large as possible in a view of this size, in pixels.
 */
export function wrapLayers(
  boxes: readonly PlacedBox[],
  view: { readonly width: number; readonly height: number },
  gaps: Gaps,
): Map<string, Position> {
  const layers = layersOf(boxes);
  let best: { readonly size: number; readonly places: Map<string, Position> } | undefined;
  for (let rows = 1; rows <= layers.length; rows++) {
    const { places, width, height } = inRows(layers, Math.ceil(layers.length / rows), gaps);
    const size = Math.max(1, width / view.width, height / view.height);
    // Another row has a cost, because its edges lead all the way back.
    if (!best || size < best.size * 0.9) {
      best = { size, places };
    }
  }
  return best?.places ?? new Map();
}

/** Groups boxes into layers: columns that no box of the next one reaches into. */
function layersOf(boxes: readonly PlacedBox[]): PlacedBox[][] {
  const layers: PlacedBox[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const box of [...boxes].sort((a, b) => a.x - b.x)) {
    const layer = layers.at(-1);
    if (layer && box.x < right) {
      layer.push(box);
    } else {
      layers.push([box]);
    }
    right = Math.max(right, box.x + box.width);
  }
  return layers;
}

/** Stands the boxes of a layer below each other in a column, with all columns of a row beginning at the same height. */
function inRows(layers: readonly PlacedBox[][], perRow: number, gaps: Gaps) {
  const places = new Map<string, Position>();
  let width = 0;
  let top = 0;
  for (let first = 0; first < layers.length; first += perRow) {
    let left = 0;
    let bottom = top;
    for (const layer of layers.slice(first, first + perRow)) {
      let y = top;
      for (const box of [...layer].sort((a, b) => a.y - b.y)) {
        places.set(box.id, { x: left, y });
        y += box.height + gaps.box;
      }
      bottom = Math.max(bottom, y - gaps.box);
      left += Math.max(...layer.map((box) => box.width)) + gaps.column;
    }
    width = Math.max(width, left - gaps.column);
    top = bottom + gaps.row;
  }
  return { places, width, height: top - gaps.row };
}
