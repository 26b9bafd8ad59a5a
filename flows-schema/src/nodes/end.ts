import Type from "typebox";
import { Fields, Label } from "../fields.ts";
import { defineNodeType } from "../node-type.ts";

/** Ends the flow, or returns from a subflow. */
export const end = defineNodeType({
  type: "end",
  group: "logic",
  title: "End",
  description: "Ends the flow here on purpose.",
  icon: "circle-x",
  data: Fields({ note: Type.Optional(Label({ title: "Note" })) }),
  ports: () => [],
  summary: ({ note }) => note ?? "",
  waits: () => false,
  fills: "end",
  initial: {},
  example: { note: "Lead captured" },
});
