import { choiceLabelName } from "./choice-label-name.ts";
import { type Flow, type FlowNode, FlowSettings, nodeTypeOf } from "./flow.ts";
import { renameRead } from "./rename-read.ts";
import { setAtPointer } from "./set-at-pointer.ts";
import { type Field, type FieldSchema, walkFields } from "./walk-fields.ts";

/** A place that reads or writes a variable. Without a node, it is in the flow's settings. */
export interface VariableUse {
  readonly nodeId?: string;
  readonly path: string;
  /** The English title of the field. */
  readonly title: string;
  readonly writes: boolean;
}

/** Lists the places that read or write a variable of the run. */
export function variableUses(flow: Flow, name: string): readonly VariableUse[] {
  // A name that no flow has tells the places that would change.
  const changed = (field: Field) => renamed(field, name, `${name}_`) !== undefined;
  const use = (field: Field): VariableUse => ({
    path: field.path,
    title: field.schema.title ?? field.parent?.schema.title ?? "",
    writes: field.schema.widget === "variable",
  });
  const inSteps = flow.nodes.flatMap((node) =>
    fieldsOf(node)
      .filter(changed)
      .map((field) => ({ nodeId: node.id, ...use(field) })),
  );
  return [...inSteps, ...settingFields(flow).filter(changed).map(use)];
}

/**
 * Gives a variable of the run another name, in its declaration and wherever the flow reads or writes it: templates, conditions,
 * mappings, code, settings and translations. The caller checks that the name is free.
 */
export function renameVariable(flow: Flow, from: string, to: string): Flow {
  const replace = (fields: readonly Field[], data: unknown) =>
    fields.reduce((changed, field) => {
      const text = renamed(field, from, to);
      return text === undefined ? changed : setAtPointer(changed, field.path, text);
    }, data);
  const template = { widget: "template" };
  const inText = (text: string) =>
    renamed({ path: "", schema: template, value: text, beside: {} }, from, to) ?? text;
  return {
    ...flow,
    variables: flow.variables.map((it) => (it.name === from ? { ...it, name: to } : it)),
    nodes: flow.nodes.map((node) => {
      const data = replace(fieldsOf(node), node.data);
      return data === node.data ? node : ({ ...node, data } as FlowNode);
    }),
    settings: replace(settingFields(flow), flow.settings) as FlowSettings,
    translations: Object.fromEntries(
      Object.entries(flow.translations).map(([language, texts]) => [
        language,
        Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, inText(text)])),
      ]),
    ),
  };
}

/** The text of a field with the new name; undefined where it does not have the old one. */
function renamed(field: Field, from: string, to: string): string | undefined {
  const { schema, value } = field;
  if (typeof value !== "string" || schema.ofFlow) {
    return undefined;
  }
  if (schema.widget === "variable") {
    const [root, ...rest] = value.split(".");
    return root === from ? [to, ...rest].join(".") : undefined;
  }
  if (schema.widget === "code") {
    const name = escaped(from);
    const text = value
      .replace(new RegExp(`\\bvariables\\.${name}(?![\\w$])`, "g"), () => `variables.${to}`)
      .replace(
        new RegExp(`\\bvariables\\[(["'])${name}\\1\\]`, "g"),
        (_, quote) => `variables[${quote}${to}${quote}]`,
      );
    return text === value ? undefined : text;
  }
  // The label of a chosen answer is kept beside it, under a name that follows from the first.
  const own = renameRead(field, from, to) ?? value;
  const text =
    renameRead({ ...field, value: own }, choiceLabelName(from), choiceLabelName(to)) ?? own;
  return text === value ? undefined : text;
}

function fieldsOf(node: FlowNode): readonly Field[] {
  return walkFields(nodeTypeOf(node).data as FieldSchema, node.data);
}

function settingFields(flow: Flow): readonly Field[] {
  return walkFields(FlowSettings as FieldSchema, flow.settings);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
