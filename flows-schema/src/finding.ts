import { fillSentence } from "./fill-sentence.ts";
import { findingSentences } from "./finding-sentences.ts";
import type { Variable } from "./flow.ts";
import type { NodeTypeId } from "./nodes/index.ts";

type Sentences = typeof findingSentences;
type Key = {
  [Group in keyof Sentences & string]: `${Group}.${keyof Sentences[Group] & string}`;
}[keyof Sentences & string];

/** A kind of finding. The code is part of the API: never reuse one for something else. */
export type FindingCode = Exclude<Key, `${string}_${string}`>;

/** Every kind of finding. */
export const findingCodes = Object.entries(findingSentences).flatMap(([group, sentences]) =>
  Object.keys(sentences)
    .filter((name) => !name.includes("_"))
    .map((name) => `${group}.${name}` as FindingCode),
);

/** Something wrong with a flow, said so that it can be shown at its place and often repaired with one click. */
export interface FindingFacts {
  readonly code: FindingCode;
  /** Errors keep a flow from being published. */
  readonly severity: "error" | "warning";
  /** The node it concerns; absent when it concerns an edge, the settings or the flow as a whole. */
  readonly nodeId?: string | undefined;
  readonly edgeId?: string | undefined;
  readonly port?: string | undefined;
  /** JSON pointer into the node's data; without `nodeId`, into the flow. */
  readonly path?: string | undefined;
  /** The values of the translated sentence. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly repair?: Repair | undefined;
  /** Another repair, where the first one is a guess. */
  readonly otherRepair?: Repair | undefined;
}

/** A finding with its sentence in English. */
export interface Finding extends FindingFacts {
  readonly message: string;
}

/** Adds the English sentence to a finding. */
export function withMessage(found: FindingFacts): Finding {
  const [group = "", name = ""] = found.code.split(".");
  const suffix = found.values.meant === undefined ? "" : "_meant";
  const sentences: Readonly<Record<string, Readonly<Record<string, string>>>> = findingSentences;
  const sentence = sentences[group]?.[name + suffix] ?? found.code;
  return { ...found, message: fillSentence(sentence, found.values) };
}

/** A change of the flow, as data, that removes a finding; `applyRepair` makes it. */
export type Repair =
  | {
      readonly kind: "connect";
      readonly nodeId: string;
      readonly port: string;
      readonly target: string;
    }
  /** Puts a new node behind the port `from`; what hung there goes to the new node's `next`, or else `to` does. */
  | {
      readonly kind: "addNode";
      readonly type: NodeTypeId;
      readonly from?: { readonly nodeId: string; readonly port: string };
      readonly to?: string | undefined;
    }
  | { readonly kind: "removeNode"; readonly nodeId: string }
  | { readonly kind: "removeEdge"; readonly edgeId: string }
  | {
      readonly kind: "setData";
      readonly nodeId: string;
      readonly path: string;
      readonly value: unknown;
    }
  | { readonly kind: "setSetting"; readonly path: string; readonly value: unknown }
  | { readonly kind: "declareVariable"; readonly variable: Variable }
  /** Defines a contact field in the workspace; the flow stays as it is. */
  | { readonly kind: "createField"; readonly key: string };
