import { Condition } from "../condition.ts";
import { Fields, Items, Label, PartId } from "../fields.ts";
import { defineNodeType } from "../node-type.ts";

/** Sends the run down the first branch whose condition holds. */
export const condition = defineNodeType({
  type: "condition",
  group: "logic",
  title: "Condition",
  description: "Splits by what you know: answers, tags, fields, time.",
  icon: "git-branch",
  data: Fields({
    branches: Items(
      Fields({ id: PartId(), label: Label({ title: "Name" }), condition: Condition }),
      {
        title: "Branches",
        filled: true,
        maxItems: 20,
        widget: "branches",
      },
    ),
  }),
  ports: ({ branches }) => [
    ...branches.map((branch) => ({
      id: `branch:${branch.id}`,
      kind: "option" as const,
      label: branch.label,
      condition: branch.condition,
    })),
    { id: "else", kind: "next" as const, label: "None of these" },
  ],
  summary: ({ branches }) => branches.map((branch) => branch.label).join(" · "),
  waits: () => false,
  initial: {
    branches: [
      {
        id: "a",
        label: "",
        condition: {
          match: "all",
          groups: [{ match: "all", rules: [{ left: "", operator: "equals", right: "" }] }],
        },
      },
    ],
  },
  example: {
    branches: [
      {
        id: "vip",
        label: "VIP",
        condition: {
          match: "all",
          groups: [
            { match: "any", rules: [{ left: "contact.tags", operator: "contains", right: "vip" }] },
          ],
        },
      },
    ],
  },
});
