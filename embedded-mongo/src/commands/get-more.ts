import { mongoError } from "../errors/mongo-error.ts";
import { bsonType } from "../values/index.ts";
import { writeCursor } from "../wire/write-cursor.ts";
import { defineCommand } from "./define-command.ts";

/** Reads the next batch of a cursor. */
export const getMore = defineCommand({
  name: "getMore",
  kind: "read",
  options: { collection: "string", batchSize: "integer" },
  *steps(call, { collection, batchSize = 0 }) {
    const type = bsonType(call.target);
    if (type !== "long") {
      throw mongoError(
        14,
        `BSON field 'getMore.getMore' is the wrong type '${type}', expected type 'long'`,
      );
    }
    if (collection === undefined)
      throw mongoError(40414, "BSON field 'getMore.collection' is missing but a required field");
    if (batchSize < 0)
      throw mongoError(
        51024,
        `BSON field 'batchSize' value must be >= 0, actual value '${batchSize}'`,
      );
    const { cursors } = call.engine;
    const namespace = `${call.database}.${collection}`;
    const id = BigInt(String(call.target));
    call.task = cursors.taskOf(id, { namespace, session: call.session });
    call.task.restart(call.deadline);
    const batch = yield* cursors.more(id, batchSize);
    return writeCursor({ namespace, field: "nextBatch", ...batch });
  },
});
