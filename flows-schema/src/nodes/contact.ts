import Type from "typebox";
import { Fields, Items, OneOf, ShortTemplate } from "../fields.ts";
import { defineNodeType, error, next } from "../node-type.ts";

/** Changes what is known about the contact: tags, fields, consent. */
export const contact = defineNodeType({
  type: "contact",
  group: "actions",
  title: "Update contact",
  description: "Adds tags, fills fields, records consent.",
  icon: "user-check",
  data: Fields({
    changes: Items(
      Fields({
        action: OneOf(["addTag", "removeTag", "setField", "clearField", "optIn", "optOut"], {
          title: "Do",
          default: "addTag",
        }),
        name: ShortTemplate({
          title: "Tag or field",
          filled: { when: "action", is: ["addTag", "removeTag", "setField", "clearField"] },
          contactField: { when: "action", is: ["setField"] },
        }),
        value: ShortTemplate({ title: "Value", filled: { when: "action", is: ["setField"] } }),
        wording: Type.Optional(
          ShortTemplate({
            title: "The words that the contact agreed to",
            shown: { when: "action", is: ["optIn", "optOut"] },
          }),
        ),
      }),
      { title: "Changes", filled: true, maxItems: 20 },
    ),
  }),
  ports: ({ changes }) => (changes.some(isFilledIn) ? [next, error] : [next]),
  summary: ({ changes }) => changes.map((it) => `${it.action} ${it.name}`.trim()).join(", "),
  waits: () => false,
  initial: { changes: [{ action: "addTag", name: "", value: "" }] },
  example: { changes: [{ action: "addTag", name: "lead", value: "" }] },
});

/** Tells whether a change has a template. Its result may be an invalid name, or too large. */
function isFilledIn({ name, value }: { readonly name: string; readonly value: string }): boolean {
  return name.includes("{{") || value.includes("{{");
}
