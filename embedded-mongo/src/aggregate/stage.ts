import type { Stream } from "../task/pause.ts";
import type { Task } from "../task/task.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, fieldOf } from "../values/doc.ts";

/** Tells a scan which documents are wanted. The scan uses an index where it can. */
export interface ScanHint {
  readonly filter?: Doc | undefined;
  readonly sort?: Doc | undefined;
  readonly limit?: number | undefined;
}

/** The parts of the store that an aggregation pipeline uses. */
export interface AggregateEnv {
  readonly task: Task;
  /** Reads documents of the collection that the pipeline runs on, or of another one of its database. */
  scan(hint: ScanHint, collection?: string): Stream<Doc>;
}

/** One step of a pipeline, or a whole one: documents in, documents out. */
export type Step = (docs: Stream<Doc>, env: AggregateEnv) => Stream<Doc>;

/** Reads a pipeline within a stage. */
export type CompilePipeline = (pipeline: readonly unknown[]) => Step;

/** Makes a step from the specification of a stage. */
export type MakeStage = (spec: unknown, compile: CompilePipeline) => Step;

/** Returns the value at a path of documents; an array on the way ends it. */
export function valueAt(doc: Doc, path: readonly string[]): unknown {
  let value: unknown = doc;
  for (const name of path) {
    value = isDoc(value) ? fieldOf(value, name) : undefined;
  }
  return value;
}

/** Copies the document with a value at a path of documents; `undefined` removes the field. */
export function setAt(doc: Doc, [name = "", ...rest]: readonly string[], value: unknown): Doc {
  const result = { ...doc };
  if (rest.length > 0) {
    const inner = fieldOf(doc, name);
    result[name] = setAt(isDoc(inner) ? inner : {}, rest, value);
  } else if (value === undefined) {
    delete result[name];
  } else {
    result[name] = value;
  }
  return result;
}
