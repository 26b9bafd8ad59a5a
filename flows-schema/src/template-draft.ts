import Type, { type Static } from "typebox";
import { Fields, Items, OneOf } from "./fields.ts";

const Line = (title: string, maxLength: number, more: object = {}) =>
  Type.String({ title, maxLength, widget: "label", ...more });

/** A new template as a member writes it. Placeholders are `{{1}}`, `{{2}}` …; each has an example, which the platform's reviewers read. */
export const TemplateDraft = Fields({
  name: Line("Name", 512, {
    description: "Lower-case letters, digits and underscores. It can be used once per language.",
    pattern: "^[a-z0-9_]*$",
  }),
  language: Line("Language code", 20, { description: "Such as en_US or vi." }),
  category: OneOf(["MARKETING", "UTILITY"], {
    title: "Category",
    description: "Offers are marketing; what someone asked for or ordered is utility.",
  }),
  headerKind: OneOf(["none", "text", "image", "video", "document"], {
    title: "Header",
  }),
  headerText: Type.Optional(
    Line("Header text", 60, { shown: { when: "headerKind", is: ["text"] }, inSight: true }),
  ),
  headerExample: Type.Optional(
    Line("Example for the header", 60, {
      shown: { when: "headerKind", is: ["text"] },
      inSight: true,
    }),
  ),
  headerFile: Type.Optional(
    Type.String({
      title: "Sample file",
      description: "The reviewers see it. Each message shows a file of its own.",
      maxLength: 2_000,
      widget: "media",
      address: "file",
      inSight: true,
      shown: { when: "headerKind", is: ["image", "video", "document"] },
    }),
  ),
  body: Type.String({
    title: "Text",
    description: "Values go where {{1}}, {{2}} … stand.",
    maxLength: 1_024,
    widget: "longText",
  }),
  examples: Items(Line("Example", 200), {
    title: "Examples of the values",
    description: "One for each value of the text, in order.",
    maxItems: 20,
    widget: "examples",
  }),
  footer: Type.Optional(Line("Footer", 60, { inSight: true })),
  buttons: Items(
    Fields({
      kind: OneOf(["quickReply", "url", "phone", "copyCode"], { title: "Kind" }),
      label: Line("Label", 25),
      url: Type.Optional(
        Line("Address", 2_000, { shown: { when: "kind", is: ["url"] }, inSight: true }),
      ),
      phone: Type.Optional(
        Line("Phone number", 20, { shown: { when: "kind", is: ["phone"] }, inSight: true }),
      ),
      example: Type.Optional(
        Line("Example", 2_000, {
          shown: { when: "kind", is: ["url", "copyCode"] },
          inSight: true,
        }),
      ),
    }),
    { title: "Buttons", maxItems: 10 },
  ),
});
export type TemplateDraft = Static<typeof TemplateDraft>;

/** The placeholders of a text in order of appearance, without repetitions: `1`, `2`, `name`. */
export function placeholdersOf(text: string): readonly string[] {
  return [
    ...new Set([...text.matchAll(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g)].map((it) => it[1] ?? "")),
  ];
}

/** Fills placeholders with values; those without a value stay as they are. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/** The faults of a part of a draft; each follows the name of the part. */
export const draftFlaws = {
  empty: "must not be empty",
  language: "must be a language code such as en_US or vi",
  oneValue: "may have one value, {{1}}",
  valueExample: "needs an example for {{1}}",
  sampleFile: "needs a sample file",
  ownFile: "must be a file that was uploaded here",
  order: "must number its values {{1}}, {{2}} … in order",
  edge: "must not begin or end with a value",
  between: "must have words between two values",
  fewWords: "has too many values for so few words",
  examples: "needs one example for each value",
  repliesTogether: "must have all quick replies first or all of them last",
  mostUrls: "may have 2 addresses",
  mostPhones: "may have 1 phone number",
  mostCodes: "may have 1 code to copy",
  url: "must be a web address",
  urlValue: "may have one value, {{1}}, at its end",
  urlExample: "needs an example of the whole address",
  phone: "must be a number such as +84901234567",
  code: "needs an example code of at most 15 characters",
} as const;
