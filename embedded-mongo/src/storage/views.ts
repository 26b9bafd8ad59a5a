import { type Doc, decode, encode } from "../values/index.ts";
import type { Catalog, Collection } from "./catalog.ts";
import { insertDocument, removeDocument, replaceDocument } from "./write-document.ts";

/** A view: a pipeline over a collection or another view of its database. */
export type View = { readonly name: string; readonly viewOn: string; readonly pipeline: Doc[] };

/** The collection in which a database keeps its views, each a document `{ _id: "database.view", viewOn, pipeline }`. */
export const viewsCollection = "system.views";

/** Reads the views of a database from the collection that keeps them. */
export function readViews(collection: Collection): Map<string, View> {
  const views = new Map<string, View>();
  for (const { body } of rowsOf(collection)) {
    const { _id, viewOn, pipeline } = decode(body);
    const name = String(_id).slice(collection.database.length + 1);
    views.set(name, { name, viewOn: viewOn as string, pipeline: pipeline as Doc[] });
  }
  return views;
}

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

const rowsOf = ({ documents }: Collection) => documents.scan(0, false, -1);

function findRow(
  collection: Collection,
  id: string,
): { record: number; doc: Doc; body: Buffer } | undefined {
  for (const { record, body } of rowsOf(collection)) {
    const doc = decode(body);
    if (doc._id === id) return { record, doc, body };
  }
  return undefined;
}
