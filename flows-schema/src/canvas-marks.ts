import Type, { type Static } from "typebox";
import { Fields, OneOf } from "./fields.ts";
import { FlowPartId, Position } from "./place.ts";

/** The colours of notes and frames. */
export const markColors = ["amber", "green", "blue", "sky", "purple", "red"] as const;
export type MarkColor = (typeof markColors)[number];

/** The longest text of a note, in UTF-16 code units. */
export const longestNote = 4_000;

/** The smallest and largest size of a note, in pixels. */
export const noteSizes = { least: 120, most: 1_200 } as const;
const Side = Type.Number({ minimum: noteSizes.least, maximum: noteSizes.most });

/** A note on the canvas, for members. The engine ignores it. */
export const CanvasNote = Fields({
  id: FlowPartId,
  position: Position,
  width: Side,
  height: Side,
  color: OneOf([...markColors]),
  /** Plain text; lines may begin with `#` or `-`. */
  text: Type.String({ maxLength: longestNote }),
});
export type CanvasNote = Static<typeof CanvasNote>;

/**
 * A frame around steps of the canvas, for members. The engine ignores it. It has no place of its own: it surrounds its steps. Ids of
 * steps that are gone mean nothing.
 */
export const CanvasFrame = Fields({
  id: FlowPartId,
  title: Type.String({ maxLength: 200 }),
  color: OneOf([...markColors]),
  steps: Type.Array(FlowPartId, { maxItems: 2_000 }),
  /** It is drawn as one card. */
  collapsed: Type.Boolean(),
});
export type CanvasFrame = Static<typeof CanvasFrame>;

/** Finds the frame of each step. A step that several frames name belongs to the first. */
export function framesByStep(
  frames: readonly CanvasFrame[] | undefined,
): ReadonlyMap<string, CanvasFrame> {
  const found = new Map<string, CanvasFrame>();
  for (const frame of frames ?? []) {
    for (const step of frame.steps) {
      if (!found.has(step)) {
        found.set(step, frame);
      }
    }
  }
  return found;
}

/** Takes steps out of all frames. Frames without steps go. */
export function withoutSteps(
  frames: readonly CanvasFrame[] | undefined,
  ids: ReadonlySet<string>,
): CanvasFrame[] | undefined {
  const left = frames
    ?.map((frame) =>
      frame.steps.some((it) => ids.has(it))
        ? { ...frame, steps: frame.steps.filter((it) => !ids.has(it)) }
        : frame,
    )
    .filter((frame) => frame.steps.length > 0);
  return left && left.length > 0 ? left : undefined;
}
