import Type from "typebox";
import { Fields, Items, OneOf, ShortTemplate, VariableName } from "../fields.ts";
import { defineNodeType, error, next, type Port } from "../node-type.ts";

const found: Port = { id: "found", kind: "next", label: "Found" };
const notFound: Port = { id: "notFound", kind: "next", label: "Not found" };

/** A column by its name in the first row. */
function Column(options: object) {
  return Type.String({ maxLength: 200, widget: "sheetColumn", ...options });
}

/** Appends, finds or changes a row of a spreadsheet. */
export const googleSheets = defineNodeType({
  type: "googleSheets",
  group: "actions",
  title: "Google Sheets",
  description: "Appends, finds or changes a row of a spreadsheet.",
  icon: "table",
  data: Fields({
    account: Type.String({
      maxLength: 60,
      widget: "googleAccount",
      title: "Google account",
      filled: true,
    }),
    spreadsheet: Type.String({
      maxLength: 300,
      widget: "spreadsheet",
      title: "Spreadsheet",
      description: "Paste its address from the browser.",
      filled: true,
    }),
    sheet: Type.String({ maxLength: 100, widget: "sheet", title: "Sheet", filled: true }),
    /** The names in the first row, as the form read them last. */
    columns: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200, widget: "hidden" }),
    action: OneOf(["append", "find", "update"], { title: "Do", default: "append" }),
    column: Column({
      title: "Look in column",
      filled: { when: "action", is: ["find", "update"] },
      shown: { when: "action", is: ["find", "update"] },
    }),
    value: ShortTemplate({
      title: "Value to look for",
      filled: { when: "action", is: ["find", "update"] },
      shown: { when: "action", is: ["find", "update"] },
    }),
    values: Items(
      Fields({
        column: Column({ title: "Column", filled: true }),
        value: ShortTemplate({ title: "Value" }),
      }),
      { title: "Write", maxItems: 50, shown: { when: "action", is: ["append", "update"] } },
    ),
    save: Items(
      Fields({
        path: Column({ title: "Column", filled: true }),
        saveTo: VariableName({ title: "Save as", filled: true }),
      }),
      { title: "Keep", maxItems: 50, shown: { when: "action", is: ["find", "update"] } },
    ),
    saveRow: Type.Optional(VariableName({ title: "Save the row's number as" })),
    keyColumn: Type.Optional(
      Column({
        title: "Column for a row key",
        description:
          "Each row gets a key there, so that a restart of the server never appends it twice.",
        shown: { when: "action", is: ["append"] },
      }),
    ),
  }),
  ports: ({ action }) => (action === "append" ? [next, error] : [found, notFound, error]),
  summary: ({ action, sheet }) => `${action}, ${sheet}`,
  saysChoices: true,
  waits: () => false,
  answerParts: ({ save }) => save,
  initial: {
    account: "",
    spreadsheet: "",
    sheet: "",
    columns: [],
    action: "append",
    column: "",
    value: "",
    values: [],
    save: [],
  },
  example: {
    account: "google",
    spreadsheet: "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms",
    sheet: "Orders",
    columns: ["Phone", "Status", "Key"],
    action: "find",
    column: "Phone",
    value: "{{ contact.phone }}",
    values: [],
    save: [{ path: "Status", saveTo: "orderStatus" }],
  },
});
