import { type flowOf, keyword } from "../turns/publish-test-flow.ts";

/** The first steps of a flow for whoever writes "order": the tag `buyer`, and the goal `bought`. */
export const orderSteps = {
  start: keyword("order"),
  tag: {
    type: "contact",
    data: { changes: [{ action: "addTag", name: "buyer", value: "" }] },
  },
  bought: { type: "goal", data: { name: "bought" } },
} satisfies Parameters<typeof flowOf>[1];

/** The connections of these steps; the last one leads to the step `text`. */
export const orderWays = ["start.next > tag", "tag.next > bought", "bought.next > text"];
