import { mongoError } from "../errors/mongo-error.ts";
import { bsonType } from "../values/index.ts";
import { collectionName } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

/** Closes cursors. */
export const killCursors = defineCommand("killCursors", {
  kind: "read",
  run(call, { cursors = [] }) {
    const namespace = `${call.database}.${collectionName(call)}`;
    const killed: unknown[] = [];
    const unknown: unknown[] = [];
    for (const id of cursors) {
      if (bsonType(id) !== "long") {
        throw mongoError(14, "BSON field 'killCursors.cursors' must be an array of longs");
      }
      (call.engine.cursors.kill(BigInt(String(id)), namespace) ? killed : unknown).push(id);
    }
    return {
      cursorsKilled: killed,
      cursorsNotFound: unknown,
      cursorsAlive: [],
      cursorsUnknown: [],
    };
  },
});
