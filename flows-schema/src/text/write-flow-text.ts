import { Document, isMap, isScalar, isSeq, visit } from "yaml";
import { defaultSettings, type Edge, type Flow, type FlowNode, nodeTypeOf } from "../flow.ts";
import { sameJson } from "../same-json.ts";

/** Which stored draft a text was written from. */
export interface FlowTextHead {
  readonly id?: string | undefined;
  readonly revision?: number | undefined;
}

const longestRow = 72;

/**
 * Writes a flow as YAML for people, git and models: one entry per step with its data and where its ports lead. The same flow gives
 * the same text; settings that are the default are left out. `readFlowText` reads it back.
 */
export function writeFlowText(flow: Flow, head: FlowTextHead = {}): string {
  const usual: Readonly<Record<string, unknown>> = defaultSettings();
  const settings = Object.entries(flow.settings).filter(([key, it]) => !sameJson(it, usual[key]));
  const content = {
    format: flow.formatVersion,
    id: head.id,
    revision: head.revision,
    name: flow.name,
    settings: settings.length > 0 ? ordered(Object.fromEntries(settings)) : undefined,
    variables: flow.variables.length > 0 ? flow.variables.map(ordered) : undefined,
    steps: Object.fromEntries(flow.nodes.map((node) => [node.id, stepOf(node, flow.edges)])),
    notes: flow.notes && flow.notes.length > 0 ? flow.notes.map(ordered) : undefined,
    frames: flow.frames && flow.frames.length > 0 ? flow.frames.map(ordered) : undefined,
    translations: Object.keys(flow.translations).length > 0 ? flow.translations : undefined,
  };
  const document = new Document(content, { aliasDuplicateObjects: false });
  visit(document, {
    Seq: (_, list) => {
      const short = list.items.every((it) => isScalar(it) && String(it.value).length < longestRow);
      const width = list.items.reduce<number>((sum, it) => sum + String(it).length + 2, 0);
      list.flow = short && width <= longestRow;
    },
  });
  // One empty line between steps, so that a difference shows whole steps.
  const steps = document.get("steps", true);
  for (const { key } of isMap(steps) ? steps.items.slice(1) : []) {
    if (isScalar(key)) {
      key.spaceBefore = true;
    }
  }
  for (const { key, value } of isMap(document.contents) ? document.contents.items : []) {
    if (isScalar(key) && (isMap(value) || isSeq(value))) {
      key.spaceBefore = true;
    }
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function stepOf(node: FlowNode, edges: readonly Edge[]): Record<string, unknown> {
  const { data } = nodeTypeOf(node);
  const names = Object.keys(data.properties);
  const fields = Object.entries(node.data).sort(
    ([one], [other]) => names.indexOf(one) - names.indexOf(other),
  );
  const to: Record<string, string | string[]> = {};
  for (const { sourceHandle, target } of edges.filter((it) => it.source === node.id)) {
    const known = to[sourceHandle];
    to[sourceHandle] = known === undefined ? target : [known, target].flat();
  }
  return {
    type: node.type,
    at: [node.position.x, node.position.y],
    data:
      fields.length > 0
        ? Object.fromEntries(fields.map(([key, value]) => [key, ordered(value)]))
        : undefined,
    to: Object.keys(to).length > 0 ? to : undefined,
  };
}

/** Sorts the keys of objects within a value: what kind it is first, then its id, then by name. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(ordered);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const rank = (key: string) => ["kind", "type", "id", "name"].indexOf(key) >>> 0;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1))
      .map(([key, it]) => [key, ordered(it)]),
  );
}
