import { isDoc } from "../values/bson-type.ts";

/** The other collections and views that a pipeline reads. */
export function collectionsRead(pipeline: readonly unknown[]): string[] {
  return pipeline.flatMap((stage) =>
    isDoc(stage) ? Object.entries(stage).flatMap(([name, spec]) => readByStage(name, spec)) : [],
  );
}

function readByStage(name: string, spec: unknown): string[] {
  if (name === "$unionWith" && typeof spec === "string") return [spec];
  if (!isDoc(spec)) return [];
  switch (name) {
    case "$lookup":
      return [...named(spec.from), ...readInside(spec.pipeline)];
    case "$unionWith":
      return [...named(spec.coll), ...readInside(spec.pipeline)];
    case "$graphLookup":
      return named(spec.from);
    case "$facet":
      return Object.values(spec).flatMap(readInside);
    default:
      return [];
  }
}

const named = (name: unknown): string[] => (typeof name === "string" ? [name] : []);

const readInside = (pipeline: unknown): string[] =>
  Array.isArray(pipeline) ? collectionsRead(pipeline) : [];
