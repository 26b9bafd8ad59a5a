import { groupsOf } from "../domain/groups-of.ts";
import { beginsWith } from "../domain/search-words.ts";
import type { ScopedModel } from "../store/scoped-model.ts";

/** A search term in at most this many documents is looked up in the index; a more common one is compared while a list is read. */
const mostByTerm = 1_000;
/** How many ids one query names. The store then reads by id, whatever other conditions there are. */
const mostNamed = 150;

/** The ids of the documents with a word that begins with the term; undefined when more than `mostByTerm` have one. */
export async function findByTerm(
  model: Pick<ScopedModel<{ words?: readonly string[] }, unknown>, "find">,
  term: string,
): Promise<readonly string[] | undefined> {
  const found = await model.find(
    { words: beginsWith(term) },
    { limit: mostByTerm + 1, projection: { _id: 1 } },
  );
  return found.length > mostByTerm ? undefined : found.map((it) => String(it._id));
}

/** Reads the documents of many ids in groups. */
export async function inGroups<T>(
  ids: readonly string[],
  read: (group: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  return (await Promise.all(groupsOf(ids, mostNamed).map(read))).flat();
}

/** Whether each term begins one of the words. */
export function haveAllTerms(words: readonly string[], terms: readonly string[]): boolean {
  return terms.every((term) => words.some((word) => word.startsWith(term)));
}
