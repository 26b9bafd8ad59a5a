import { MongoError } from "../errors/mongo-error.ts";
import { Catalog, type Collection } from "../storage/catalog.ts";
import type { StoredDocument } from "../storage/document-table.ts";
import { indexEntries } from "../storage/index-entries.ts";
import { decode } from "../values/index.ts";
import { readStore } from "./read-store.ts";

/** The result of a check: the numbers of collections and documents, and all problems. */
export interface CheckResult {
  collections: number;
  documents: number;
  problems: string[];
}

/** Receives the progress of a long operation. */
export type Progress = (done: number, total: number) => void;

/**
 * Checks that the file is not damaged, that every document can be read, and that indexes and documents agree. The store
 * may be running: the check reads the state at its beginning.
 */
export function checkStore(dataDir: string, progress: Progress = () => {}): CheckResult {
  return readStore(dataDir, (file) => {
    file.exec("BEGIN");
    const problems = file
      .prepare("PRAGMA integrity_check")
      .all<[string]>([])
      .map(([line]) => line)
      .filter((line) => line !== "ok");
    const collections = new Catalog(file).all();
    const total = collections.reduce((sum, { count }) => sum + count, 0);
    let documents = 0;
    for (const collection of collections) {
      checkCollection(collection, problems, () => progress(++documents, total));
    }
    // The library closes late, and an open read transaction would block other processes.
    file.exec("COMMIT");
    return { collections: collections.length, documents, problems };
  });
}

/** Checks that a collection's documents can be read and that its indexes and its size agree with them. */
function checkCollection(collection: Collection, problems: string[], onDocument: () => void): void {
  const expected = new Map(collection.indexes.map((index) => [index, 0]));
  const found = { documents: 0, bytes: 0 };
  const note = (problem: string): void => {
    problems.push(`${collection.database}.${collection.name}: ${problem}`);
  };
  const checkDocument = ({ record, body }: StoredDocument): void => {
    found.documents++;
    found.bytes += body.length;
    onDocument();
    const doc = decode(body);
    for (const index of collection.indexes) {
      const { keys, arrays } = indexEntries(index, doc);
      expected.set(index, (expected.get(index) ?? 0) + keys.length);
      if (arrays.some((position) => !index.multikey.has(position))) {
        note(`index ${index.name} does not know of the array in document ${record}`);
      }
      if (!keys.every((key) => index.entries.has(key, record))) {
        note(`document ${record} is missing from index ${index.name}`);
      }
    }
  };
  for (const rows of collection.documents.chunks()) {
    for (const row of rows) {
      try {
        checkDocument(row);
      } catch (error) {
        if (!(error instanceof MongoError)) {
          throw error;
        }
        note(`document ${row.record} cannot be read: ${error.message}`);
      }
    }
  }
  for (const [index, entries] of expected) {
    const all = { low: Buffer.alloc(0), high: null };
    const there = index.entries.count(all, Number.MAX_SAFE_INTEGER);
    if (there !== entries) {
      note(`index ${index.name} has ${there} entries where the documents give ${entries}`);
    }
  }
  const noted = { documents: collection.count, bytes: collection.bytes };
  for (const unit of ["documents", "bytes"] as const) {
    if (found[unit] !== noted[unit]) {
      note(`${found[unit]} ${unit} where ${noted[unit]} are noted`);
    }
  }
}
