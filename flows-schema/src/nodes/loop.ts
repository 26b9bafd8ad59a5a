import { Fields, Operand, VariableName, Whole } from "../fields.ts";
import { defineNodeType } from "../node-type.ts";

/** Goes through a list, one item a round; what hangs at "each item" leads back here. */
export const loop = defineNodeType({
  type: "loop",
  group: "logic",
  title: "Repeat for each",
  description: "Does something for every item of a list.",
  icon: "repeat",
  data: Fields({
    list: Operand({ title: "List variable", filled: true }),
    item: VariableName({ title: "Call the item", filled: true }),
    limit: Whole(1, 100, { title: "At most", default: 20 }),
  }),
  ports: () => [
    { id: "item", kind: "next", label: "Each item", bounded: true },
    { id: "done", kind: "next", label: "Done" },
  ],
  summary: ({ list, item }) => `${item} in ${list}`,
  waits: () => false,
  initial: { list: "", item: "item", limit: 20 },
  example: { list: "orders", item: "order", limit: 20 },
});
