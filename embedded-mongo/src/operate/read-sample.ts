import { existsSync } from "node:fs";
import { Catalog } from "../storage/catalog.ts";
import { explained } from "../storage/check-store-file.ts";
import { checkFormat } from "../storage/open-store-file.ts";
import { openSqliteFile } from "../storage/sqlite-file.ts";
import { type Doc, decode } from "../values/index.ts";

const chunk = 200;

/** Finds a document that has a field, in a store's file or a backup; `undefined` if there is none. The store may be running. */
export function readSample(file: string, collection: string, field: string): Doc | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const store = openSqliteFile(file);
  try {
    checkFormat(store, file);
    if (
      store.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'collections'").get([]) === undefined
    ) {
      return undefined;
    }
    for (const one of new Catalog(store).all().filter(({ name }) => name === collection)) {
      let rows = one.documents.scan(0, chunk);
      for (; rows.length > 0; rows = one.documents.scan(rows.at(-1)?.record ?? 0, chunk)) {
        for (const { body } of rows) {
          const doc = decode(body);
          if (doc[field] !== undefined) {
            return doc;
          }
        }
      }
    }
    return undefined;
  } catch (error) {
    throw explained(error, file);
  } finally {
    store.close();
  }
}
