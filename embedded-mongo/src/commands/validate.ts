import { mongoError } from "../errors/mongo-error.ts";
import { checkCollection } from "../operate/check.ts";
import { ScanWatch } from "../plan/scan-watch.ts";
import { collectionName, findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

const wholeIndex = { low: Buffer.alloc(0), high: null };

/** Checks a collection: that its documents can be read, and that its indexes and its size agree with them. */
export const validate = defineCommand({
  name: "validate",
  kind: "read",
  options: {
    full: "ignored",
    scandata: "ignored",
    background: "ignored",
    checkBSONConformance: "ignored",
    repair: "refused",
    fixMultikey: "refused",
    metadata: "refused",
  },
  run(call) {
    const ns = `${call.database}.${collectionName(call)}`;
    const collection = findCollection(call);
    if (!collection) throw mongoError(26, `Collection '${ns}' does not exist to validate.`);
    const errors: string[] = [];
    const watch = new ScanWatch(call.deadline);
    checkCollection(collection, errors, () => watch.examine());
    const keysPerIndex = collection.indexes.map(({ name, entries }) => [
      name,
      entries.count(wholeIndex, Number.MAX_SAFE_INTEGER),
    ]);
    return {
      ns,
      nInvalidDocuments: errors.filter((error) => error.includes("cannot be read")).length,
      nrecords: collection.count,
      nIndexes: collection.indexes.length,
      keysPerIndex: Object.fromEntries(keysPerIndex),
      valid: errors.length === 0,
      repaired: false,
      warnings: [],
      errors,
    };
  },
});
