import { mongoError } from "../errors/mongo-error.ts";
import { bsonType } from "../values/index.ts";
import { writeCursor } from "../wire/write-cursor.ts";
import { defineCommand } from "./define-command.ts";

/** The next batch of a cursor. */
export const getMore = defineCommand({
  name: "getMore",
  kind: "read",
  options: { collection: "string", batchSize: "integer" },
  run(call, { collection, batchSize = 0 }) {
    if (bsonType(call.target) !== "long") {
      throw mongoError(
        14,
        `BSON field 'getMore.getMore' is the wrong type '${bsonType(call.target)}', expected type 'long'`,
      );
    }
    if (collection === undefined) {
      throw mongoError(40414, "BSON field 'getMore.collection' is missing but a required field");
    }
    if (batchSize < 0)
      throw mongoError(
        51024,
        `BSON field 'batchSize' value must be >= 0, actual value '${batchSize}'`,
      );
    const namespace = `${call.database}.${collection}`;
    const batch = call.engine.cursors.more(
      BigInt(String(call.target)),
      namespace,
      batchSize,
      call.session,
    );
    return writeCursor({ namespace, field: "nextBatch", ...batch });
  },
});
