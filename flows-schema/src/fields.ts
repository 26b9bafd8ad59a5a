import Type, { type Static, type TSchema } from "typebox";
import type { SecretPlace } from "./secret-place.ts";

/** Holds when the field of that name beside this one has one of these values; an absent field counts as "". */
export interface When {
  readonly when: string;
  readonly is: readonly string[];
}

/** The channel limit that a text, or the number of items of a list, is subject to. */
export type Limit =
  | "text"
  | "caption"
  | "quickReplyLabel"
  | "buttonLabel"
  | "cardTitle"
  | "cardSubtitle"
  | "ratingTitle"
  | "ratingButton"
  | "quickReplies"
  | "buttons"
  | "cardButtons"
  | "cards";

/** The target of an address: a web page, a file (also an uploaded one), or a system that the flow calls. */
export type AddressOf = "page" | "file" | "call";

/**
 * The fields that node data is made of. A field is plain JSON Schema with some extra keywords:
 * `widget` names the form control the studio draws, `filled` marks what must not be empty when the
 * flow is published (a draft may still have it empty), always or only when the field beside it says so;
 * `limit` names the channel limit it is subject to; `regex` marks regular expressions, `contactField` the
 * names of contact fields that the node writes; `address` marks web addresses; `reader` says that contacts read a text without a limit;
 * `shown` hides the form control while the field beside it has another value; `secrets` names the part of a request that may name
 * secrets of the vault; `inSight` shows an optional field without opening the others.
 */
interface FieldOptions {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly inSight?: boolean;
  readonly filled?: boolean | When;
  readonly limit?: Limit;
  readonly regex?: boolean | When;
  readonly contactField?: boolean | When;
  readonly address?: AddressOf;
  readonly reader?: "contact";
  readonly shown?: When;
  readonly secrets?: SecretPlace;
}

/** Several lines of text that may contain Liquid, such as `{{ contact.name }}`. */
export function Template(options: FieldOptions = {}) {
  return Type.String({ maxLength: 10_000, widget: "template", ...options });
}

/** One line of text that may contain Liquid. */
export function ShortTemplate(options: FieldOptions & { readonly widget?: string } = {}) {
  return Type.String({ maxLength: 2_000, widget: "line", ...options });
}

/** The thing that `change` beside it names: a tag, a contact field or the id of a segment. */
export function ChangedName(options: FieldOptions = {}) {
  return Type.String({ maxLength: 2_000, widget: "changedName", ...options });
}

/** One line of plain text, shown only to members. */
export function Label(options: FieldOptions = {}) {
  return Type.String({ maxLength: 200, widget: "label", ...options });
}

/** The path of a value that the node reads: `orders`, `contact.tags`, `order.items[0].price`. */
export function Operand(options: FieldOptions = {}) {
  return Type.String({ maxLength: 200, widget: "operand", ...options });
}

/**
 * The name of a variable that the node writes: `email`, `contact.city` or `workspace.stock`; with
 * `ofFlow`, the name of a variable of the flow chosen beside it.
 */
export function VariableName(options: FieldOptions & { readonly ofFlow?: boolean } = {}) {
  return Type.String({
    maxLength: 100,
    pattern: "^$|^([A-Za-z_][A-Za-z0-9_]*)(\\.[A-Za-z_][A-Za-z0-9_]*)?$",
    widget: "variable",
    ...options,
  });
}

/** A web address, or a template that gives one; also an uploaded file's address. */
export function MediaUrl(options: FieldOptions = {}) {
  return Type.String({ maxLength: 2_000, widget: "media", address: "file", ...options });
}

/** A yes/no switch. */
export function Switch(options: FieldOptions = {}) {
  return Type.Boolean({ widget: "switch", ...options });
}

/** A whole number between two bounds. */
export function Whole(minimum: number, maximum: number, options: FieldOptions = {}) {
  return Type.Integer({ minimum, maximum, widget: "number", ...options });
}

/** One of a few words, drawn as a select; `labels` are the catalogue keys' last parts (the words themselves). */
export function OneOf<const T extends string[]>(
  words: readonly [...T],
  options: FieldOptions & { readonly widget?: string } = {},
) {
  return Type.Enum([...words] as [...T], { type: "string", widget: "choice", ...options });
}

/** Short names typed by members, such as tags. */
export function Tags(options: FieldOptions = {}) {
  return Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
    maxItems: 50,
    widget: "tags",
    ...options,
  });
}

/** Which channel types something applies to; empty means every one. */
export function ChannelTypes(options: FieldOptions = {}) {
  return Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
    maxItems: 30,
    widget: "channelTypes",
    ...options,
  });
}

/** Which knowledge bases are searched; empty means every one. */
export function KnowledgeBases(options: FieldOptions = {}) {
  return Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
    maxItems: 20,
    uniqueItems: true,
    widget: "knowledge",
    ...options,
  });
}

/** The id of another flow of the workspace. */
export function FlowId(options: FieldOptions = {}) {
  return Type.String({ maxLength: 64, widget: "flow", ...options });
}

/** The id of a node, of this flow unless the data names another flow. */
export function NodeId(options: FieldOptions = {}) {
  return Type.String({ maxLength: 64, widget: "node", ...options });
}

/** Source text in JavaScript. */
export function Code(options: FieldOptions = {}) {
  return Type.String({ maxLength: 20_000, widget: "code", ...options });
}

/** A stretch of time as a person says it: 3 hours. `delays` names the port through which the run goes on when it is over. */
export function Duration(options: FieldOptions & { readonly delays?: string } = {}) {
  return Type.Object(
    {
      amount: Type.Number({ minimum: 0, maximum: 10_000 }),
      unit: Type.Enum(["seconds", "minutes", "hours", "days"], { type: "string" }),
    },
    { widget: "duration", additionalProperties: false, ...options },
  );
}
export type DurationValue = Static<ReturnType<typeof Duration>>;

/** An object that may have no other properties than these. */
export function Fields<P extends Record<string, TSchema>>(
  properties: P,
  options: FieldOptions & { readonly widget?: string } = {},
) {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** A list of like things that members add, remove and reorder. */
export function Items<S extends TSchema>(
  item: S,
  options: FieldOptions & {
    readonly minItems?: number;
    readonly maxItems?: number;
    readonly widget?: string;
  } = {},
) {
  return Type.Array(item, { maxItems: 50, widget: "items", ...options });
}

/**
 * A field of the format that no form shows yet: the feature that gives it a meaning is not there. Kept so that files do not
 * change their shape when it comes.
 */
export const reserved = { widget: "hidden" } as const;

/** The id of a part of a node (an option, a branch): it names the part's port, so it never changes. */
export function PartId() {
  return Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Za-z0-9_-]+$", widget: "id" });
}

/** How long to wait for the contact before leaving through the timeout port; absent means for ever. */
export function AnswerTimeout(options: Pick<FieldOptions, "shown"> = {}) {
  return Type.Optional(Duration({ title: "Give up waiting after", delays: "timeout", ...options }));
}

/** One of several shapes, told apart by the literal under `key`; errors then name that shape only. */
export function Tagged<S extends TSchema>(
  key: string,
  shapes: readonly S[],
  options: { readonly widget?: string } = {},
) {
  return Type.Unsafe<Static<S>>({
    type: "object",
    required: [key],
    discriminator: { propertyName: key },
    oneOf: shapes,
    ...options,
  });
}
