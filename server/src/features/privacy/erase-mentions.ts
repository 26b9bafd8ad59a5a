import type { Connection } from "mongoose";
import { personalData } from "../../records/personal-data.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import type { Identifiers } from "./identifiers-of.ts";
import { mentionsOf } from "./identifiers-of.ts";

type Doc = Readonly<Record<string, unknown>> & { readonly _id: unknown };

/** The collections whose documents are read through for mentions of a person. */
export const searched = Object.entries(personalData).flatMap(([name, it]) =>
  "mentions" in it ? [{ name, ...it }] : [],
);

const atOnce = 200;

/** Erases mentions in the documents of one collection after `last`. `next` is where the page after it begins; absent at the end. */
export async function eraseMentions(
  connection: Connection,
  workspaceId: ObjectId,
  { name, mentions: how, personal }: (typeof searched)[number],
  identifiers: Identifiers,
  { last, except }: { readonly last: unknown; readonly except: unknown },
): Promise<{ readonly erased: number; readonly next?: unknown }> {
  const mentioned = mentionsOf(identifiers);
  const collection = connection.collection<Doc>(name);
  const after = last === undefined ? {} : { _id: { $gt: last } };
  const page = (await collection
    .find({ workspaceId, ...after } as never)
    .sort({ _id: 1 })
    .limit(atOnce)
    .toArray()) as Doc[];
  let erased = 0;
  for (const doc of page) {
    if (String(doc._id) === String(except) || !mentioned(doc)) {
      continue;
    }
    erased += 1;
    const only = { _id: doc._id, workspaceId } as never;
    if (how === "delete") {
      await collection.deleteOne(only);
    } else {
      const cleared = personal.map((field) => [field, without(doc[field], mentioned)] as const);
      await collection.updateOne(only, { $set: Object.fromEntries(cleared) } as never);
    }
  }
  return page.length < atOnce ? { erased } : { erased, next: page.at(-1)?._id };
}

/** Empties the innermost texts that mention the person, and drops items of lists in which several parts may. */
function without(value: unknown, mentioned: (doc: unknown) => boolean): unknown {
  if (value === undefined || value === null || !mentioned(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    // A row of a table keeps its place; its cells are emptied together, as the others describe the same person.
    const isRow = value.every((it) => typeof it === "string");
    return isRow ? value.map(() => "") : value.map((it) => without(it, mentioned));
  }
  if (typeof value === "object" && value.constructor === Object) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, without(inner, mentioned)]),
    );
  }
  return "";
}
