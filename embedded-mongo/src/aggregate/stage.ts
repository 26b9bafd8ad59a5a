import { type Pause, pause, type Stream } from "../task/pause.ts";
import type { Task } from "../task/task.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, fieldOf } from "../values/doc.ts";

/** Tells a scan of the source which documents are wanted. The scan uses an index where it can. */
export interface ScanHint {
  readonly filter?: Doc;
  readonly sort?: Doc;
  readonly limit?: number;
}

/** What a pipeline needs from the store. */
export interface AggregateEnv {
  readonly task: Task;
  /** Reads the documents of the collection that the pipeline runs on. */
  scan(hint: ScanHint): Stream<Doc>;
  /** Finds documents of another collection of the same database, for `$lookup`. */
  lookup(collection: string, filter: Doc): Stream<Doc>;
}

/** One step of a pipeline: documents in, documents out. */
export type Step = (docs: Stream<Doc>, env: AggregateEnv) => Stream<Doc>;

/** A compiled pipeline. */
export type Pipeline = (env: AggregateEnv) => Stream<Doc>;

/** Reads a pipeline within a stage. */
export type CompilePipeline = (pipeline: readonly unknown[]) => Pipeline;

/** Makes a step from the specification of a stage. */
export type MakeStage = (spec: unknown, compile: CompilePipeline) => Step;

/** Makes a step that turns each document into another one. */
export function perDocument(change: (doc: Doc) => Doc): Step {
  return function* each(docs): Generator<Doc | Pause> {
    for (const doc of docs) {
      yield doc === pause ? pause : change(doc);
    }
  };
}

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
