import { type Doc, decode } from "../values/index.ts";
import type { DocumentTable, StoredDocument } from "./document-table.ts";

/** A view: a pipeline over a collection or another view of its database. */
export type View = { readonly name: string; readonly viewOn: string; readonly pipeline: Doc[] };

/** The collection in which a database keeps its views, each a document `{ _id: "database.view", viewOn, pipeline }`. */
export const viewsCollection = "system.views";

/** Reads the views of a database from the collection that keeps them. */
export function readViews(database: string, documents: DocumentTable): Map<string, View> {
  const views = new Map<string, View>();
  for (const { body } of viewRows(documents)) {
    const { _id, viewOn, pipeline } = decode(body);
    const name = String(_id).slice(database.length + 1);
    views.set(name, { name, viewOn: viewOn as string, pipeline: pipeline as Doc[] });
  }
  return views;
}

/** All that is stored in the collection of views. */
export function viewRows(documents: DocumentTable): StoredDocument[] {
  return documents.scan(0, false, -1);
}
