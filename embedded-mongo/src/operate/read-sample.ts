import { existsSync } from "node:fs";
import { Catalog } from "../storage/catalog.ts";
import { explained } from "../storage/check-store-file.ts";
import { checkFormat, hasState } from "../storage/open-store-file.ts";
import { openSqliteFile } from "../storage/sqlite-file.ts";
import { type Doc, decode } from "../values/index.ts";

/** Finds a document that has a field, in a store's file or a backup; `undefined` if there is none. The store may be running. */
export function readSample(file: string, collection: string, field: string): Doc | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const store = openSqliteFile(file);
  try {
    checkFormat(store, file);
    const all = hasState(store) ? new Catalog(store).all() : [];
    for (const { documents } of all.filter(({ name }) => name === collection)) {
      for (const rows of documents.chunks()) {
        const found = rows.map(({ body }) => decode(body)).find((doc) => doc[field] !== undefined);
        if (found) {
          return found;
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
