import { existsSync } from "node:fs";
import { MongoError } from "../errors/mongo-error.ts";
import { Catalog, type Collection } from "../storage/catalog.ts";
import { checkStoreFile, explained } from "../storage/check-store-file.ts";
import { indexEntries } from "../storage/index-entries.ts";
import { checkFormat, refuseMissingLog, storeFilePath } from "../storage/open-store-file.ts";
import { openSqliteFile } from "../storage/sqlite-file.ts";
import { decode } from "../values/index.ts";
import { closeReadFile } from "./close-read-file.ts";

/** The result of a check: the numbers of collections and documents, and all problems. */
export interface CheckResult {
  collections: number;
  documents: number;
  problems: string[];
}

/** Receives the progress of a long operation. */
export type Progress = (done: number, total: number) => void;

const chunk = 200;

/**
 * Checks that the file is not damaged, that every document can be read, and that indexes and documents agree. The store
 * may be running: the check reads the state at its beginning.
 */
export function checkStore(dataDir: string, progress: Progress = () => {}): CheckResult {
  const path = storeFilePath(dataDir);
  if (!existsSync(path)) {
    throw new Error(`There is no store in ${dataDir}.`);
  }
  checkStoreFile(path);
  const file = openSqliteFile(path);
  try {
    checkFormat(file, path);
    refuseMissingLog(file, path);
    file.exec("PRAGMA busy_timeout=10000; BEGIN");
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
    closeReadFile(file, dataDir);
    return { collections: collections.length, documents, problems };
  } catch (error) {
    file.close();
    throw explained(error, path);
  }
}

/** Checks that a collection's documents can be read and that its indexes and its size agree with them. */
function checkCollection(collection: Collection, problems: string[], onDocument: () => void): void {
  const name = `${collection.database}.${collection.name}`;
  const expected = new Map(collection.indexes.map((index) => [index, 0]));
  let count = 0;
  let bytes = 0;
  for (let after = 0; ; ) {
    const rows = collection.documents.scan(after, chunk);
    for (const { record, body } of rows) {
      count++;
      bytes += body.length;
      onDocument();
      try {
        const doc = decode(body);
        for (const index of collection.indexes) {
          const { keys, arrays } = indexEntries(index, doc);
          expected.set(index, expected.get(index)! + keys.length);
          if (arrays.some((position) => !index.multikey.has(position))) {
            problems.push(
              `${name}: index ${index.name} does not know of the array in document ${record}`,
            );
          }
          for (const key of keys) {
            if (!index.entries.has(key, record)) {
              problems.push(`${name}: document ${record} is missing from index ${index.name}`);
            }
          }
        }
      } catch (error) {
        if (!(error instanceof MongoError)) {
          throw error;
        }
        problems.push(`${name}: document ${record} cannot be read: ${error.message}`);
      }
    }
    if (rows.length < chunk) {
      break;
    }
    after = rows.at(-1)!.record;
  }
  for (const [index, entries] of expected) {
    const found = index.entries.count(
      { low: Buffer.alloc(0), high: null },
      Number.MAX_SAFE_INTEGER,
    );
    if (found !== entries) {
      problems.push(
        `${name}: index ${index.name} has ${found} entries where the documents give ${entries}`,
      );
    }
  }
  if (count !== collection.count) {
    problems.push(`${name}: ${count} documents where ${collection.count} are noted`);
  }
  if (bytes !== collection.bytes) {
    problems.push(`${name}: ${bytes} bytes where ${collection.bytes} are noted`);
  }
}
