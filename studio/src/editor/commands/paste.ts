import {
  type CanvasFrame,
  type CanvasNote,
  type Flow,
  type FlowNode,
  nodeTypeOf,
  nodeTypes,
  setAtPointer,
  type Variable,
  walkFields,
} from "@chatloom/flows-schema";
import type { Command } from "../state/command.ts";
import { marksAmong } from "../state/mark-ids.ts";
import { boxOf } from "./free-place.ts";

/** Copied nodes, perhaps for another flow: the JSON on the clipboard. */
export interface Clip {
  readonly chatloom: "clip";
  readonly nodes: readonly FlowNode[];
  readonly edges: Flow["edges"];
  readonly variables: readonly Variable[];
  readonly translations: Flow["translations"];
  readonly notes: readonly CanvasNote[];
  readonly frames: readonly CanvasFrame[];
}

/**
 * Takes a copy of some nodes with the edges among them, their translations and the variables they name; also of notes, and of frames
 * with all of their steps. Ids are those of the canvas.
 */
export function clipOf(flow: Flow, selected: ReadonlySet<string>): Clip {
  const notes = marksAmong(selected, "note");
  const chosenFrames = marksAmong(selected, "frame");
  const framed = flow.frames?.filter((it) => chosenFrames.has(it.id)).flatMap((it) => it.steps);
  const ids = new Set([...selected, ...(framed ?? [])]);
  const nodes = flow.nodes.filter((node) => ids.has(node.id));
  const text = JSON.stringify(nodes);
  return {
    chatloom: "clip",
    nodes,
    notes: flow.notes?.filter((it) => notes.has(it.id)) ?? [],
    frames: flow.frames?.filter((it) => it.steps.every((step) => ids.has(step))) ?? [],
    edges: flow.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)),
    variables: flow.variables.filter((it) => new RegExp(`\\b${it.name}\\b`).test(text)),
    translations: Object.fromEntries(
      Object.entries(flow.translations).map(([language, texts]) => [
        language,
        Object.fromEntries(
          Object.entries(texts).filter(([key]) => ids.has(key.slice(0, key.indexOf("/")))),
        ),
      ]),
    ),
  };
}

/** Reads what may be a clip; undefined if it is something else. */
export function readClip(text: string): Clip | undefined {
  try {
    const value = JSON.parse(text) as Partial<Clip> | null;
    if (value?.chatloom !== "clip" || !Array.isArray(value.nodes)) {
      return undefined;
    }
    if (!value.nodes.every((node) => Object.hasOwn(nodeTypes, node.type))) {
      return undefined;
    }
    return {
      chatloom: "clip",
      nodes: value.nodes,
      edges: value.edges ?? [],
      variables: value.variables ?? [],
      translations: value.translations ?? {},
      notes: Array.isArray(value.notes) ? value.notes : [],
      frames: Array.isArray(value.frames) ? value.frames : [],
    };
  } catch {
    return undefined;
  }
}

/** Puts a clip on the canvas, moved by an offset; `newIds` names the copies. */
export function paste(
  clip: Clip,
  newIds: ReadonlyMap<string, string>,
  offset: { readonly x: number; readonly y: number },
  name: "paste" | "duplicate" = "paste",
): Command {
  return {
    name,
    apply: (flow) => {
      const declared = new Set(flow.variables.map((it) => it.name));
      const edgeIds = new Set(flow.edges.map((edge) => edge.id));
      let number = flow.edges.length;
      const edges = clip.edges.map((edge) => {
        do {
          number++;
        } while (edgeIds.has(`e${number}`));
        return {
          ...edge,
          id: `e${number}`,
          source: newIds.get(edge.source) ?? edge.source,
          target: newIds.get(edge.target) ?? edge.target,
        };
      });
      return {
        ...flow,
        nodes: [...flow.nodes, ...clip.nodes.map((node) => copyOf(node, newIds, offset))],
        edges: [...flow.edges, ...edges],
        notes: added(
          flow.notes,
          clip.notes.map((note) => ({
            ...note,
            id: newIds.get(note.id) ?? note.id,
            position: { x: note.position.x + offset.x, y: note.position.y + offset.y },
          })),
        ),
        frames: added(
          flow.frames,
          clip.frames.map((frame) => ({
            ...frame,
            id: newIds.get(frame.id) ?? frame.id,
            steps: frame.steps.map((step) => newIds.get(step) ?? step),
          })),
        ),
        variables: [...flow.variables, ...clip.variables.filter((it) => !declared.has(it.name))],
        translations: withTranslations(flow.translations, clip.translations, newIds),
      };
    },
  };
}

/** Measures the box around the nodes and notes of a clip. */
export function clipBox({ nodes, notes }: Clip): ReturnType<typeof boxOf> {
  const boxes = [
    ...(nodes.length > 0 ? [boxOf(nodes)] : []),
    ...notes.map(({ position, width, height }) => ({ ...position, width, height })),
  ];
  const x = Math.min(...boxes.map((it) => it.x));
  const y = Math.min(...boxes.map((it) => it.y));
  const right = Math.max(...boxes.map((it) => it.x + it.width));
  const bottom = Math.max(...boxes.map((it) => it.y + it.height));
  return { x, y, width: right - x, height: bottom - y };
}

function added<T>(before: T[] | undefined, more: readonly T[]): T[] | undefined {
  return more.length === 0 ? before : [...(before ?? []), ...more];
}

function copyOf(
  node: FlowNode,
  newIds: ReadonlyMap<string, string>,
  offset: { readonly x: number; readonly y: number },
): FlowNode {
  let data: unknown = structuredClone(node.data);
  // A step that continues at another copied step continues at its copy.
  for (const field of walkFields(nodeTypeOf(node).data, node.data)) {
    const target = field.schema.widget === "node" ? newIds.get(String(field.value)) : undefined;
    if (target) {
      data = setAtPointer(data, field.path, target);
    }
  }
  return {
    ...node,
    id: newIds.get(node.id) ?? node.id,
    position: { x: node.position.x + offset.x, y: node.position.y + offset.y },
    data,
  } as FlowNode;
}

function withTranslations(
  before: Flow["translations"],
  added: Flow["translations"],
  newIds: ReadonlyMap<string, string>,
): Flow["translations"] {
  const result: Flow["translations"] = { ...before };
  for (const [language, texts] of Object.entries(added)) {
    const renamed = Object.entries(texts).map(([key, text]) => {
      const slash = key.indexOf("/");
      return [`${newIds.get(key.slice(0, slash)) ?? key.slice(0, slash)}${key.slice(slash)}`, text];
    });
    if (renamed.length > 0) {
      result[language] = { ...result[language], ...Object.fromEntries(renamed) };
    }
  }
  return result;
}
