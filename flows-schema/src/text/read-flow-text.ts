import { LineCounter, parseDocument } from "yaml";
import { defined } from "../defined.ts";
import { defaultSettings, formatVersion } from "../flow.ts";
import { isRecord } from "../is-record.ts";
import { placeSteps } from "./place-steps.ts";
import { spellingProblems } from "./spelling-problems.ts";
import { placeIn, type TextPlace, type TextProblem } from "./text-place.ts";
import type { FlowTextHead } from "./write-flow-text.ts";

/** The longest text that is read, in UTF-16 code units. */
export const longestFlowText = 4_000_000;

/** The content of a flow's text. */
export interface FlowText {
  readonly head: FlowTextHead;
  /** In the present format, not yet checked against the schema. Undefined when the text is no flow. */
  readonly flow: Readonly<Record<string, unknown>> | undefined;
  /** Errors of the text itself: syntax, unknown names. Without any, the flow may still not fit the schema. */
  readonly problems: readonly TextProblem[];
  /** Where a part of the flow stands in the text, by a JSON pointer into the flow. */
  readonly placeOf: (pointer: string) => TextPlace;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a flow from YAML as `writeFlowText` writes it (JSON is YAML too). Steps without `at` are placed behind the steps that lead
 * to them. Edges get ids by their order.
 */
export function readFlowText(text: string): FlowText {
  if (text.length > longestFlowText) {
    return refused(`A flow's text has at most ${longestFlowText} characters`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
  });
  const at = (path: readonly string[]) => placeIn(document, lines, path);
  const syntax = document.errors.map(({ pos, message }): TextProblem => {
    const { line, col } = lines.linePos(pos[0]);
    return { line, column: col, severity: "error", message };
  });
  if (syntax.length > 0) {
    return { head: {}, flow: undefined, problems: syntax, placeOf: () => at([]) };
  }
  const content = asJson(document.toJS.bind(document));
  if (!isRecord(content)) {
    return refused("A flow's text has keys such as name and steps");
  }
  const problems = spellingProblems(content).map(
    ({ path, message }): TextProblem => ({ ...at(path), severity: "error", message }),
  );
  const steps = isRecord(content.steps) ? content.steps : {};
  const edges = edgesOf(steps);
  const flow = {
    formatVersion: content.format ?? formatVersion,
    name: content.name,
    nodes: placeSteps(steps, edges),
    edges,
    variables: content.variables ?? [],
    settings: isRecord(content.settings)
      ? { ...defaultSettings(), ...content.settings }
      : (content.settings ?? defaultSettings()),
    translations: content.translations ?? {},
    // Written into the store as they are: a field that is not there must not become null.
    ...defined({
      notes: content.notes,
      frames: content.frames,
    }),
  };
  const names = Object.keys(steps);
  return {
    head: {
      id: typeof content.id === "string" ? content.id : undefined,
      revision: typeof content.revision === "number" ? content.revision : undefined,
    },
    flow,
    problems,
    placeOf: (pointer) => at(pathInText(pointer, names, edges)),
  };
}

function refused(message: string): FlowText {
  const place = { line: 1, column: 1 };
  return {
    head: {},
    flow: undefined,
    problems: [{ ...place, severity: "error", message }],
    placeOf: () => place,
  };
}

/** Aliases may repeat a part a hundred times at most; a text that does more is no flow. */
function asJson(toJs: () => unknown): unknown {
  try {
    return toJs();
  } catch {
    return undefined;
  }
}

interface TextEdge {
  readonly id: string;
  readonly source: string;
  readonly sourceHandle: string;
  readonly target: unknown;
}

function edgesOf(steps: Json): TextEdge[] {
  const edges: TextEdge[] = [];
  for (const [source, step] of Object.entries(steps)) {
    const to = isRecord(step) && isRecord(step.to) ? step.to : {};
    for (const [sourceHandle, targets] of Object.entries(to)) {
      for (const target of [targets].flat()) {
        edges.push({ id: `e${edges.length + 1}`, source, sourceHandle, target });
      }
    }
  }
  return edges;
}

/** Turns a JSON pointer into the flow into the path of the same part in the text. */
function pathInText(
  pointer: string,
  names: readonly string[],
  edges: readonly TextEdge[],
): readonly string[] {
  const [first = "", index = "", ...rest] = pointer
    .split("/")
    .slice(1)
    .map((it) => it.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (first === "nodes") {
    const [part, ...deeper] = rest;
    const inStep = part === "position" ? ["at"] : part === undefined ? [] : [part, ...deeper];
    return ["steps", names[Number(index)] ?? "", ...inStep];
  }
  if (first === "edges") {
    const edge = edges[Number(index)];
    return edge ? ["steps", edge.source, "to", edge.sourceHandle] : ["steps"];
  }
  return [first === "formatVersion" ? "format" : first, index, ...rest].filter(Boolean);
}
