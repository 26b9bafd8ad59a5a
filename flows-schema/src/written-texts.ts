import type { Limit } from "./fields.ts";
import { type Flow, FlowSettings, nodeTypeOf } from "./flow.ts";
import { type Field, type FieldSchema, walkFields } from "./walk-fields.ts";

/** A text that members write into a flow. */
export interface WrittenText {
  /** Its key in the translations: `nodeId/JSON pointer in data` or `settings/pointer`. */
  readonly key: string;
  /** Absent: it stands in the flow's settings. */
  readonly nodeId?: string | undefined;
  /** JSON pointer in the node's data or in the settings. */
  readonly path: string;
  /** The English title of the field. */
  readonly title: string;
  /** Who reads it: contacts, another system, or the members and the engine. */
  readonly reader: "contact" | "system" | "member";
  readonly text: string;
  readonly minLength: number;
  readonly maxLength: number;
  /** The channel limit that it is subject to. */
  readonly limit?: Limit | undefined;
}

const textWidgets: ReadonlySet<string> = new Set(["template", "line", "label", "longText", "code"]);
const defaultTexts = /^\/defaults\/\w+\/text$/;
const longest = 10_000;

/** Lists the texts of a flow in its own language, step by step; empty ones and names of things are left out. */
export function writtenTexts(flow: Flow): readonly WrittenText[] {
  const inSteps = flow.nodes.flatMap((node) =>
    walkFields(nodeTypeOf(node).data as FieldSchema, node.data).flatMap((field) => {
      const text = isText(field) ? asText(field, readerOf(field)) : undefined;
      return text ? [{ ...text, key: `${node.id}${field.path}`, nodeId: node.id }] : [];
    }),
  );
  const inSettings = walkFields(FlowSettings as FieldSchema, flow.settings).flatMap((field) => {
    const text = defaultTexts.test(field.path) ? asText(field, "contact") : undefined;
    return text ? [{ ...text, key: `settings${field.path}` }] : [];
  });
  return [...inSteps, ...inSettings];
}

function asText(field: Field, reader: WrittenText["reader"]): Omit<WrittenText, "key"> | undefined {
  const { path, schema, value, parent } = field;
  if (typeof value !== "string" || value === "") {
    return undefined;
  }
  return {
    path,
    title: schema.title ?? parent?.schema.title ?? "",
    reader,
    text: value,
    minLength: schema.minLength ?? 0,
    maxLength: schema.maxLength ?? longest,
    limit: schema.limit,
  };
}

function isText({ schema, parent }: Field): boolean {
  if (schema.widget !== undefined) {
    return textWidgets.has(schema.widget);
  }
  // Words typed one by one, such as synonyms.
  return schema.type === "string" && parent?.schema.widget === "tags";
}

function readerOf({ schema }: Field): WrittenText["reader"] {
  if (schema.reader !== undefined || schema.limit !== undefined) {
    return "contact";
  }
  return schema.secrets !== undefined || schema.widget === "code" ? "system" : "member";
}
