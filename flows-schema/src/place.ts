import Type from "typebox";

/** The id of a part of a flow: a node, an edge, a note, a frame. */
export const FlowPartId = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: "^[A-Za-z0-9_.:-]+$",
});

/** A place on the canvas, in pixels. */
export const Position = Type.Object(
  {
    x: Type.Number({ minimum: -1e6, maximum: 1e6 }),
    y: Type.Number({ minimum: -1e6, maximum: 1e6 }),
  },
  { additionalProperties: false },
);
