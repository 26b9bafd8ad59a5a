import type { Binary } from "bson";
import { bsonType, isDoc } from "../values/index.ts";
import { defineCommand } from "./define-command.ts";

/** Ends sessions: their cursors are closed. */
export const endSessions = defineCommand("endSessions", {
  kind: "read",
  run({ engine, target }) {
    for (const session of Array.isArray(target) ? target : []) {
      const id = isDoc(session) ? session.id : undefined;
      if (bsonType(id) === "binData") {
        engine.cursors.killSession(Buffer.from((id as Binary).buffer).toString("hex"));
      }
    }
    return {};
  },
});
