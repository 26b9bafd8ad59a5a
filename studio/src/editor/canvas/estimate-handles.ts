import type { Port } from "@chatloom/flows-schema";

/** Where a dot stands on a card, in pixels from the card's upper left corner. */
interface HandlePlace {
  readonly id: string | null;
  readonly type: "source" | "target";
  readonly x: number;
  readonly y: number;
}

const radius = 6;
const rowHeight = 26;

/** Estimates the places of a card's dots: the way in at the head, the ways on as rows at the end. */
export function estimateHandles(
  ports: readonly Port[],
  size: { readonly width: number; readonly height: number },
  starts: boolean,
): HandlePlace[] {
  const target: HandlePlace[] = starts
    ? []
    : [{ id: null, type: "target", x: -radius, y: 20 - radius }];
  return [
    ...target,
    ...ports.map(
      (port, index): HandlePlace => ({
        id: port.id,
        type: "source",
        x: size.width - radius,
        y: size.height - 8 - (ports.length - index) * rowHeight + rowHeight / 2 - radius,
      }),
    ),
  ];
}
