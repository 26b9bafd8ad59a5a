import Type from "typebox";
import { defineRoute } from "./route.ts";
import { Exact } from "./shapes.ts";

export const listSamples = defineRoute({
  method: "get",
  path: "/samples",
  tag: "Flows",
  access: "viewer",
  summary: "List the sample flows",
  reply: Exact({
    items: Type.Array(
      Exact({
        id: Type.String(),
        icon: Type.String(),
        title: Type.Record(Type.String(), Type.String()),
        description: Type.Record(Type.String(), Type.String()),
      }),
    ),
  }),
});
