import { type Pause, pause, type Stream } from "../task/pause.ts";
import type { Task } from "../task/task.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, fieldOf } from "../values/doc.ts";

/** What a source scan is asked for; it honours all of it, if it can with an index. */
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

/** A pipeline that has been read once and can be run many times. */
export type Pipeline = (env: AggregateEnv) => Stream<Doc>;

/** Reads a pipeline within a stage. */
export type CompilePipeline = (pipeline: readonly unknown[]) => Pipeline;

/** Makes a step from a stage as written. */
export type MakeStage = (spec: unknown, compile: CompilePipeline) => Step;

/** Makes a step that turns each document into another one. */
export function perDocument(change: (doc: Doc) => Doc): Step {
  return function* each(docs): Generator<Doc | Pause> {
    for (const doc of docs) yield doc === pause ? pause : change(doc);
  };
}

/** The value at a path of documents; an array on the way is its end. */
export function valueAt(doc: Doc, keys: readonly string[]): unknown {
  let value: unknown = doc;
  for (const key of keys) value = isDoc(value) ? fieldOf(value, key) : undefined;
  return value;
}

/** Copies the document with a value at a path of documents; `undefined` removes the field. */
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
