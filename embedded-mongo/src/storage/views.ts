import { type Doc, decode, encode } from "../values/index.ts";
import type { Catalog, Collection } from "./catalog.ts";
import { type View, viewRows, viewsCollection } from "./read-views.ts";
import { insertDocument, removeDocument, replaceDocument } from "./write-document.ts";

/** Stores a new view or a new definition of one. */
export function storeView(catalog: Catalog, database: string, view: View): void {
  const collection =
    catalog.find(database, viewsCollection) ?? catalog.create(database, viewsCollection);
  const { name, viewOn, pipeline } = view;
  const doc = { _id: `${database}.${name}`, viewOn, pipeline };
  const body = encode(doc);
  const old = findRow(collection, doc._id);
  if (old) replaceDocument(catalog, collection, old.record, old, { doc, body });
  else insertDocument(catalog, collection, doc, body);
  catalog.loadViews(database);
}

/** Forgets a view. */
export function removeView(catalog: Catalog, database: string, name: string): void {
  const collection = catalog.find(database, viewsCollection);
  const row = collection && findRow(collection, `${database}.${name}`);
  if (row) removeDocument(catalog, collection, row.record, row);
  catalog.loadViews(database);
}

function findRow(
  collection: Collection,
  id: string,
): { record: number; doc: Doc; body: Buffer } | undefined {
  for (const { record, body } of viewRows(collection.documents)) {
    const doc = decode(body);
    if (doc._id === id) return { record, doc, body };
  }
  return undefined;
}
