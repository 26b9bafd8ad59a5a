import { basename } from "node:path";

/**
 * Returns the address of a database of its own on the MongoDB that `MONGODB_TEST_URI` names, or undefined for the embedded store.
 *
 * @param dataDir The test's directory; its name becomes the database's.
 */
export function testUri(dataDir: string): string | undefined {
  const uri = process.env.MONGODB_TEST_URI;
  return uri?.replace(/^(mongodb(?:\+srv)?:\/\/[^/]+)(?:\/[^?]*)?/, `$1/${basename(dataDir)}`);
}
