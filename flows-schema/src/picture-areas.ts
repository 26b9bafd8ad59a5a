/** How a picture is divided into areas to tap: the number of areas in each row, from the top. */
const rowsOf = {
  whole: [1],
  twoColumns: [2],
  threeColumns: [3],
  twoRows: [1, 1],
  wideAndTwo: [1, 2],
  wideAndThree: [1, 3],
  fourAreas: [2, 2],
  sixAreas: [3, 3],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** The name of a division. */
export type PictureLayout = keyof typeof rowsOf;

/** The names of the divisions, as a setting offers them. */
export const pictureLayouts = Object.keys(rowsOf) as [PictureLayout, ...PictureLayout[]];

/** The shapes that a picture to tap may have, and their height for each pixel of width. */
const heightOf = { square: 1, landscape: 700 / 1_040, wide: 0.5 } as const;

/** The name of a shape. */
export type PictureShape = keyof typeof heightOf;

/** The names of the shapes, as a setting offers them. */
export const pictureShapes = Object.keys(heightOf) as [PictureShape, ...PictureShape[]];

/** A rectangle in pixels, from the upper left corner. */
export interface PictureArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Returns the height of a picture of this shape, in pixels. */
export function pictureHeight(shape: PictureShape, width: number): number {
  return Math.round(heightOf[shape] * width);
}

/** Counts the areas of a division. */
export function areaCount(layout: PictureLayout): number {
  return rowsOf[layout].reduce<number>((sum, columns) => sum + columns, 0);
}

/** Returns the areas of a picture, row by row from the left. They cover it without a gap. Sizes are in pixels. */
export function areasOf(
  layout: PictureLayout,
  { width, height }: Pick<PictureArea, "width" | "height">,
): readonly PictureArea[] {
  const rows: readonly number[] = rowsOf[layout];
  return rows.flatMap((columns, row) => {
    const [top, bottom] = edges(height, rows.length, row);
    return Array.from({ length: columns }, (_, column) => {
      const [left, right] = edges(width, columns, column);
      return { x: left, y: top, width: right - left, height: bottom - top };
    });
  });
}

function edges(length: number, parts: number, index: number): readonly [number, number] {
  return [Math.round((length * index) / parts), Math.round((length * (index + 1)) / parts)];
}
