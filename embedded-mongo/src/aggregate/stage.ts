import { isDoc } from "../values/bson-type.ts";
import { type Doc, fieldOf } from "../values/doc.ts";
import type { AggregateEnv, Pipeline, Step } from "./aggregate-env.ts";
import type { Scope } from "./expression.ts";

/** What a stage that holds pipelines needs to read them. */
export interface StageContext {
  readonly name: string;
  readonly compile: (pipeline: readonly unknown[], place: "nested" | "facet") => Pipeline;
}

/** Makes a step from a stage as written. */
export type MakeStage = (spec: unknown, context: StageContext) => Step;

/** What expressions see of one document. */
export function scopeOf(root: Doc, env: AggregateEnv): Scope {
  return { root, vars: env.vars ?? {}, now: env.now };
}

/** The value at a path of documents; an array on the way is its end. */
export function valueAt(doc: Doc, keys: readonly string[]): unknown {
  let value: unknown = doc;
  for (const key of keys) value = isDoc(value) ? fieldOf(value, key) : undefined;
  return value;
}

/** A copy of the document with a value at a path of documents; `undefined` removes the field. */
export function setAt(doc: Doc, keys: readonly string[], at: number, value: unknown): Doc {
  const key = keys[at] as string;
  const result = { ...doc };
  if (at < keys.length - 1) {
    const inner = fieldOf(doc, key);
    result[key] = setAt(isDoc(inner) ? inner : {}, keys, at + 1, value);
  } else if (value === undefined) delete result[key];
  else result[key] = value;
  return result;
}
