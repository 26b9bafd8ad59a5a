/** The embedded store: MongoDB's wire protocol on one SQLite file. */

// For the test that compares the list with the commands of the product.
export { closedList } from "./closed-list.ts";
export { type BackupResult, backupStore } from "./operate/backup.ts";
export { type CheckResult, checkStore, type Progress } from "./operate/check.ts";
export { type CopiedCollection, type Migration, migrate } from "./operate/migrate.ts";
export { migrateStore } from "./operate/migrate-store.ts";
export { readSample } from "./operate/read-sample.ts";
export { type RestoreResult, restoreStore } from "./operate/restore.ts";
// The public interface for applications.
export {
  type EmbeddedMongo,
  type EmbeddedMongoOptions,
  startEmbeddedMongo,
} from "./server/start-embedded-mongo.ts";
// For operators.
export { readStoreOwner } from "./storage/claim-store.ts";
