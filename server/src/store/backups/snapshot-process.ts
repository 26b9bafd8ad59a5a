import { backupStore } from "@chatloom/embedded-mongo";

// `snapshot-process DATA_DIR FILE`: copies the store. A process of its own, because the copy blocks, and because a second handle of
// the store's files would end the locks of the server's process.
const [dataDir = "", file = ""] = process.argv.slice(2);
try {
  backupStore(dataDir, file);
} catch (error) {
  process.stderr.write((error as Error).message);
  process.exitCode = 1;
}
