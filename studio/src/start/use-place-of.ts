import { useEffect, useState } from "react";

/** A place on the screen, in CSS pixels. */
export interface ScreenPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pages load their code first, and panels move: the place is read again so often. */
const everyMs = 200;

/** Returns the place of the first visible element that one of the selectors finds, as it moves; undefined while there is none. */
export function usePlaceOf(selectors: readonly string[]): ScreenPlace | undefined {
  const [place, setPlace] = useState<ScreenPlace>();
  const all = selectors.join("\n");
  useEffect(() => {
    const read = () => setPlace((before) => same(before, placeOf(all.split("\n"))));
    read();
    const timer = setInterval(read, everyMs);
    window.addEventListener("resize", read);
    return () => {
      clearInterval(timer);
      window.removeEventListener("resize", read);
    };
  }, [all]);
  return place;
}

function placeOf(selectors: readonly string[]): ScreenPlace | undefined {
  for (const selector of selectors) {
    for (const element of document.querySelectorAll(selector)) {
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) {
        return { left, top, width, height };
      }
    }
  }
  return undefined;
}

function same(before: ScreenPlace | undefined, now: ScreenPlace | undefined) {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
