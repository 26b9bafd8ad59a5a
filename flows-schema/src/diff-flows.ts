import { type Flow, type FlowNode, FlowSettings, nodeTypeOf } from "./flow.ts";
import { isRecord } from "./is-record.ts";
import { sameJson } from "./same-json.ts";
import { type FieldSchema, shapeOf } from "./walk-fields.ts";

export type ChangeKind = "added" | "removed" | "changed";

/** One value that differs. `titles` are the English titles of the fields that it stands in, the outer ones first. */
export interface FieldChange {
  readonly kind: ChangeKind;
  /** JSON pointer; an item of a list with an id is named by it. */
  readonly path: string;
  readonly titles: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
}

/** A step that differs. `node` is its newer state, or the last one of a removed step. */
export interface StepChange {
  readonly kind: ChangeKind;
  readonly node: FlowNode;
  /** Of a changed step only. */
  readonly fields: readonly FieldChange[];
}

/** A way that is only in one of the flows. */
export interface EdgeChange {
  readonly kind: "added" | "removed";
  readonly source: FlowNode;
  readonly port: string;
  readonly target: FlowNode | undefined;
}

/** A variable that differs. */
export interface VariableChange {
  readonly kind: ChangeKind;
  readonly name: string;
  readonly fields: readonly FieldChange[];
}

/** Everything that differs between two states of a flow, but for its name and positions on the canvas. */
export interface FlowDiff {
  readonly steps: readonly StepChange[];
  readonly edges: readonly EdgeChange[];
  readonly variables: readonly VariableChange[];
  readonly settings: readonly FieldChange[];
  /** How many translated texts differ, by language. */
  readonly translations: Readonly<Record<string, number>>;
  /** Notes and frames of the canvas. They change nothing of what the flow does. */
  readonly marks: readonly MarkChange[];
}

/** A note or frame that differs; moves do not count. `text` is what it says now, or said last. */
export interface MarkChange {
  readonly kind: ChangeKind;
  readonly mark: "note" | "frame";
  readonly text: string;
}

/** Compares two states of a flow, step by step and field by field. Added and changed steps come first, in the order of the newer flow. */
export function diffFlows(before: Flow, after: Flow): FlowDiff {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  const changed = after.nodes.flatMap((node): StepChange[] => {
    const was = old.get(node.id);
    if (!was) {
      return [{ kind: "added", node, fields: [] }];
    }
    const fields = stepFields(was, node);
    return fields.length > 0 ? [{ kind: "changed", node, fields }] : [];
  });
  const removed = before.nodes
    .filter((node) => !now.has(node.id))
    .map((node): StepChange => ({ kind: "removed", node, fields: [] }));
  return {
    steps: [...changed, ...removed],
    edges: [
      ...edgesOnlyIn(after, before).map((it): EdgeChange => ({ kind: "added", ...it })),
      ...edgesOnlyIn(before, after).map((it): EdgeChange => ({ kind: "removed", ...it })),
    ],
    variables: variableChanges(before, after),
    settings: fieldChanges(FlowSettings as FieldSchema, before.settings, after.settings),
    translations: translationChanges(before, after),
    marks: [
      ...markChanges("note", notesOf(before), notesOf(after)),
      ...markChanges("frame", framesOf(before), framesOf(after)),
    ],
  };
}

/** Whether two states differ in nothing that is compared. */
export function isSame({
  steps,
  edges,
  variables,
  settings,
  translations,
  marks,
}: FlowDiff): boolean {
  const lists = [steps, edges, variables, settings, marks, Object.keys(translations)];
  return lists.every((it) => it.length === 0);
}

function stepFields(before: FlowNode, after: FlowNode): readonly FieldChange[] {
  if (before.type === after.type) {
    return fieldChanges(nodeTypeOf(after).data as FieldSchema, before.data, after.data);
  }
  const type = { kind: "changed", path: "/type", titles: [] } as const;
  return [{ ...type, before: before.type, after: after.type }];
}

function edgesOnlyIn(flow: Flow, other: Flow): readonly Omit<EdgeChange, "kind">[] {
  const key = (edge: Flow["edges"][number]) => `${edge.source} ${edge.sourceHandle} ${edge.target}`;
  const known = new Set(other.edges.map(key));
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  return flow.edges
    .filter((edge) => !known.has(key(edge)))
    .flatMap((edge) => {
      const source = nodes.get(edge.source);
      const target = nodes.get(edge.target);
      return source ? [{ source, port: edge.sourceHandle, target }] : [];
    });
}

function variableChanges(before: Flow, after: Flow): readonly VariableChange[] {
  const old = new Map(before.variables.map((it) => [it.name, it]));
  const now = new Set(after.variables.map((it) => it.name));
  const changed = after.variables.flatMap((it): VariableChange[] => {
    const was = old.get(it.name);
    if (!was) {
      return [{ kind: "added", name: it.name, fields: [] }];
    }
    const fields = fieldChanges({ type: "object", properties: {} }, was, it);
    return fields.length > 0 ? [{ kind: "changed", name: it.name, fields }] : [];
  });
  const removed = before.variables
    .filter((it) => !now.has(it.name))
    .map((it): VariableChange => ({ kind: "removed", name: it.name, fields: [] }));
  return [...changed, ...removed];
}

function translationChanges(before: Flow, after: Flow): Readonly<Record<string, number>> {
  const languages = new Set([
    ...Object.keys(before.translations),
    ...Object.keys(after.translations),
  ]);
  const counts = [...languages].map((language) => {
    const [old, now] = [before.translations[language] ?? {}, after.translations[language] ?? {}];
    const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
    return [language, [...keys].filter((key) => old[key] !== now[key]).length] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

interface ComparedMark {
  readonly id: string;
  readonly text: string;
  readonly content: unknown;
}

function notesOf({ notes = [] }: Flow): readonly ComparedMark[] {
  return notes.map(({ id, text, color }) => ({ id, text, content: [text, color] }));
}

function framesOf({ frames = [] }: Flow): readonly ComparedMark[] {
  return frames.map(({ id, title, color, steps }) => ({
    id,
    text: title,
    content: [title, color, steps],
  }));
}

function markChanges(
  mark: MarkChange["mark"],
  before: readonly ComparedMark[],
  after: readonly ComparedMark[],
): readonly MarkChange[] {
  const old = new Map(before.map((it) => [it.id, it]));
  const now = new Set(after.map((it) => it.id));
  const changed = after.flatMap(({ id, text, content }): MarkChange[] => {
    const was = old.get(id);
    if (was && sameJson(was.content, content)) {
      return [];
    }
    return [{ kind: was ? "changed" : "added", mark, text }];
  });
  const removed = before.filter(({ id }) => !now.has(id));
  return [...changed, ...removed.map(({ text }): MarkChange => ({ kind: "removed", mark, text }))];
}

/** Lists the values of some data that differ. Items of a list with ids are compared by their ids, others by their place. */
function fieldChanges(
  schema: FieldSchema,
  before: unknown,
  after: unknown,
  path = "",
  titles: readonly string[] = [],
): readonly FieldChange[] {
  if (sameJson(before, after)) {
    return [];
  }
  const change = (kind: ChangeKind): readonly FieldChange[] => [
    { kind, path, titles, before, after },
  ];
  if (before === undefined || after === undefined) {
    return change(before === undefined ? "added" : "removed");
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return hasObjects(before) || hasObjects(after)
      ? itemChanges(schema.items ?? {}, before, after, path, titles)
      : change("changed");
  }
  if (!isRecord(before) || !isRecord(after) || schema.widget === "duration") {
    return change("changed");
  }
  const shape = shapeOf(schema, after);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const field = shape.properties?.[name] ?? {};
    const within = field.title === undefined ? titles : [...titles, field.title];
    return fieldChanges(field, before[name], after[name], `${path}/${name}`, within);
  });
}

function itemChanges(
  schema: FieldSchema,
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
  titles: readonly string[],
): readonly FieldChange[] {
  const keyed = (items: readonly unknown[]) =>
    new Map(items.map((item, index) => [idOf(item) ?? String(index), item] as const));
  const [old, now] = [keyed(before), keyed(after)];
  const keys = [...new Set([...now.keys(), ...old.keys()])];
  const changes = keys.flatMap((key) =>
    fieldChanges(schema, old.get(key), now.get(key), `${path}/${key}`, titles),
  );
  // Only the order of the items differs.
  return changes.length > 0 ? changes : [{ kind: "changed", path, titles, before, after }];
}

function idOf(item: unknown): string | undefined {
  return isRecord(item) && typeof item.id === "string" ? item.id : undefined;
}

function hasObjects(items: readonly unknown[]): boolean {
  return items.some(isRecord);
}
