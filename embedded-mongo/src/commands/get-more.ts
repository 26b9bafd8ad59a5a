import { mongoError } from "../errors/mongo-error.ts";
import { bsonType } from "../values/index.ts";
import { writeCursor } from "../wire/write-cursor.ts";
import { defineCommand } from "./define-command.ts";

/** Reads the next batch of a cursor. */
export const getMore = defineCommand("getMore", {
  kind: "read",
  *steps(call, { collection, batchSize = 0 }) {
    if (bsonType(call.target) !== "long") {
      throw mongoError(14, "BSON field 'getMore.getMore' is the wrong type, expected 'long'");
    }
    const { cursors } = call.engine;
    const namespace = `${call.database}.${collection}`;
    const id = BigInt(String(call.target));
    call.task = cursors.taskOf(id, { namespace, session: call.session });
    call.task.restart(call.deadline);
    const batch = yield* cursors.more(id, batchSize);
    return writeCursor({ namespace, field: "nextBatch", ...batch });
  },
});
