/** The attribute of elements that cover the right side of the canvas. */
export const coversCanvas = { "data-covers-canvas": true } as const;

/** Measures the part of the canvas that nothing stands over, in pixels from its upper left corner. */
export function visibleArea(canvas: HTMLElement | null): { width: number; height: number } {
  const box = canvas?.getBoundingClientRect();
  if (!box) {
    return { width: 0, height: 0 };
  }
  const cover = document.querySelector("[data-covers-canvas]")?.getBoundingClientRect();
  const width = cover && cover.left > box.left ? cover.left - box.left : box.width;
  return { width: Math.min(width, box.width), height: box.height };
}
