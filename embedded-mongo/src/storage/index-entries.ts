import { encodeKey, indexKeysOf } from "../keys/index.ts";
import type { Doc } from "../values/index.ts";
import type { Index } from "./index-definition.ts";

/** The keys under which an index holds a document, and the positions of the fields on whose paths it has an array. */
export interface IndexEntries {
  readonly keys: readonly Buffer[];
  readonly arrays: readonly number[];
}

/** Returns the entries of a document in an index; none if the index is sparse or partial and leaves it out. */
export function indexEntries(index: Index, doc: Doc): IndexEntries {
  if (index.partial && !index.partial.test(doc)) {
    return { keys: [], arrays: [] };
  }
  const { keys, hasArray } = indexKeysOf(doc, index);
  return {
    keys: keys.map((values) => encodeKey(values, index.directions)),
    arrays: hasArray.flatMap((has, position) => (has ? [position] : [])),
  };
}
