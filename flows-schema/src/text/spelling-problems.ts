import { FlowSettings } from "../flow.ts";
import { isRecord } from "../is-record.ts";
import { nearestName } from "../nearest-name.ts";
import type { NodeType } from "../node-type.ts";
import { nodeTypes } from "../nodes/index.ts";

/** A name in a flow's text that means nothing, and where it stands. */
export interface SpellingProblem {
  readonly path: readonly string[];
  readonly message: string;
}

type Json = Readonly<Record<string, unknown>>;

const topNames = [
  "format",
  "id",
  "revision",
  "name",
  "settings",
  "variables",
  "steps",
  "notes",
  "frames",
  "translations",
];
const stepNames = ["type", "at", "data", "to"];

/** Finds names that mean nothing (keys, step types, fields, targets), each with the name that was probably meant. */
export function spellingProblems(content: Json): readonly SpellingProblem[] {
  const found: SpellingProblem[] = [];
  const unknownKeys = (
    value: Json,
    known: readonly string[],
    path: readonly string[],
    of: string,
  ) => {
    for (const key of Object.keys(value).filter((it) => !known.includes(it))) {
      found.push({ path: [...path, key], message: `${of} has no "${key}"${meant(key, known)}` });
    }
  };
  unknownKeys(content, topNames, [], "A flow");
  if (isRecord(content.settings)) {
    const names = Object.keys(FlowSettings.properties);
    unknownKeys(content.settings, names, ["settings"], "The settings");
  }
  if (!isRecord(content.steps)) {
    found.push({ path: ["steps"], message: "steps must list the steps by their ids" });
    return found;
  }
  const ids = Object.keys(content.steps);
  for (const [id, step] of Object.entries(content.steps)) {
    const path = ["steps", id];
    if (!isRecord(step)) {
      found.push({ path, message: `The step "${id}" must have a type` });
      continue;
    }
    unknownKeys(step, stepNames, path, "A step");
    const types: Readonly<Record<string, NodeType>> = nodeTypes as never;
    const type =
      typeof step.type === "string" && Object.hasOwn(types, step.type) && types[step.type];
    if (!type) {
      const given = String(step.type ?? "");
      const hint = meant(given, Object.keys(types));
      found.push({ path: [...path, "type"], message: `There is no step type "${given}"${hint}` });
    } else if (isRecord(step.data)) {
      const names = Object.keys(type.data.properties);
      unknownKeys(step.data, names, [...path, "data"], `A step of the type ${type.type}`);
    }
    for (const [port, targets] of Object.entries(isRecord(step.to) ? step.to : {})) {
      for (const target of [targets].flat()) {
        if (!ids.includes(String(target))) {
          const message = `There is no step "${String(target)}"${meant(String(target), ids)}`;
          found.push({ path: [...path, "to", port], message });
        }
      }
    }
  }
  return found;
}

function meant(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === undefined ? "" : `; did you mean "${near}"?`;
}
