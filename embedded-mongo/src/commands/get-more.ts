import { mongoError } from "../errors/mongo-error.ts";
import { bsonType } from "../values/index.ts";
import { writeCursor } from "../wire/write-cursor.ts";
import { collectionName } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

/** Reads the next batch of a cursor. */
export const getMore = defineCommand("getMore", {
  kind: "read",
  options: { collection: "string!", batchSize: "count" },
  *steps(call, { collection, batchSize = 0 }) {
    const { cursors } = call.engine;
    const namespace = `${call.database}.${collection}`;
    const id = cursorId(call.target);
    call.task = cursors.taskOf(id, namespace);
    call.task.restart(call.deadline);
    const batch = yield* cursors.more(id, batchSize);
    return writeCursor({ namespace, field: "nextBatch", ...batch });
  },
});

/** Closes cursors. */
export const killCursors = defineCommand("killCursors", {
  kind: "read",
  options: { cursors: "array" },
  run(call, { cursors = [] }) {
    const namespace = `${call.database}.${collectionName(call)}`;
    const isKilled = (id: unknown) => call.engine.cursors.kill(cursorId(id), namespace);
    const cursorsKilled = cursors.filter(isKilled);
    const cursorsNotFound = cursors.filter((id) => !cursorsKilled.includes(id));
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
  },
});

function cursorId(value: unknown): bigint {
  if (bsonType(value) === "long") {
    return BigInt(String(value));
  }
  throw mongoError(
    14,
    `The id of a cursor is the wrong type '${bsonType(value)}', expected 'long'`,
  );
}
