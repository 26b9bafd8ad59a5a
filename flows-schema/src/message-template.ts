import Type, { type Static } from "typebox";

const exact = { additionalProperties: false } as const;
const Words = Type.String();

/** A value that a template takes when it is sent. */
export const TemplateParameter = Type.Object(
  {
    place: Type.Enum(["header", "body", "button"], { type: "string" }),
    kind: Type.Enum(["text", "image", "video", "document", "payload", "code"], { type: "string" }),
    /** How a send names it; absent: by its order among those of its place. */
    name: Type.Optional(Words),
    /** Which button it belongs to, counted from 0. */
    index: Type.Optional(Type.Integer({ minimum: 0 })),
    example: Type.Optional(Words),
    /** The address of a button that it completes, with `{{1}}` in its place. */
    url: Type.Optional(Words),
    /** It may be left out. */
    optional: Type.Optional(Type.Boolean()),
  },
  exact,
);
export type TemplateParameter = Static<typeof TemplateParameter>;

/** The states in which the platform keeps a template. Only an approved one can be sent. */
export const templateStatuses = ["approved", "pending", "rejected", "paused", "disabled"] as const;
export type TemplateStatus = (typeof templateStatuses)[number];

/** A message that a platform reviews before it may be sent. Placeholders in the texts are `{{1}}` or `{{name}}`. */
export const MessageTemplate = Type.Object(
  {
    /** The platform's id. */
    id: Words,
    /** The name that a send uses. */
    name: Words,
    /** The title for people, where it differs from `name`. */
    title: Type.Optional(Words),
    /** Empty where the platform has no languages. */
    language: Words,
    status: Type.Enum([...templateStatuses], { type: "string" }),
    /** The platform's own word, such as `MARKETING`. */
    category: Type.Optional(Words),
    quality: Type.Optional(Type.Enum(["high", "medium", "low"], { type: "string" })),
    /** Why the platform rejected, paused or disabled it. */
    reason: Type.Optional(Words),
    header: Type.Optional(Words),
    body: Words,
    footer: Type.Optional(Words),
    buttons: Type.Array(Words),
    /** Where the platform shows how it looks. */
    previewUrl: Type.Optional(Words),
    parameters: Type.Array(TemplateParameter),
  },
  exact,
);
export type MessageTemplate = Static<typeof MessageTemplate>;

/** As much of a template as checks need. */
export type CheckedTemplate = Pick<
  MessageTemplate,
  "name" | "title" | "language" | "status" | "parameters"
>;

/** A template with its values, as a step sends it. */
export interface SentTemplate {
  readonly name: string;
  readonly language: string;
  readonly parameters: readonly Pick<TemplateParameter, "place" | "kind" | "name" | "index">[];
}

/** Finds the template that a send names. Languages are compared without regard to case: `en-US` is `en_US`. */
export function findTemplate<T extends Pick<MessageTemplate, "name" | "language">>(
  templates: readonly T[],
  sent: Pick<SentTemplate, "name" | "language">,
): T | undefined {
  const language = foldLanguage(sent.language);
  return templates.find(
    (it) =>
      it.name === sent.name.trim() &&
      (it.language === "" || foldLanguage(it.language) === language),
  );
}

/** Whether a platform approved a template as marketing: category `MARKETING` of Meta, tag `PROMOTION` of Zalo. */
export function isMarketing({ category = "" }: Pick<MessageTemplate, "category">): boolean {
  return ["MARKETING", "PROMOTION"].includes(category.toUpperCase());
}

function foldLanguage(language: string): string {
  return language.trim().replaceAll("-", "_").toLowerCase();
}

/**
 * Says which place of a template each parameter fills: by its name, by its button, or by its order among those of its place. The
 * same parameter of a template and of a send have the same key.
 */
export function parameterKeys(
  parameters: readonly Pick<TemplateParameter, "place" | "name" | "index">[],
): readonly string[] {
  const counts = { header: 0, body: 0, button: 0 };
  return parameters.map(({ place, name, index }) => {
    const order = counts[place]++;
    if (place === "button") {
      return `button ${index ?? order}`;
    }
    return name ? `${place} ${name}` : `${place} ${order}`;
  });
}

/** Counts the values that a send lacks and those that its template has no place for. */
export function compareParameters(
  template: Pick<MessageTemplate, "parameters">,
  sent: Pick<SentTemplate, "parameters">,
): { readonly missing: number; readonly extra: number } {
  const known = parameterKeys(template.parameters);
  const given = new Set(parameterKeys(sent.parameters));
  const needed = known.filter((_, index) => !template.parameters[index]?.optional);
  return {
    missing: needed.filter((key) => !given.has(key)).length,
    extra: [...given].filter((key) => !known.includes(key)).length,
  };
}
