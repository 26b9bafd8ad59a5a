import { type Binary, UUID } from "bson";
import { bsonType, isDoc } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

const closeCursors = ({ engine, target }: CommandCall): object => {
  for (const session of Array.isArray(target) ? target : []) {
    const id = isDoc(session) ? session.id : undefined;
    if (bsonType(id) !== "binData") continue;
    const name = Buffer.from((id as Binary).buffer).toString("hex");
    engine.cursors.killSession(name);
    engine.sessions.forget(name);
  }
  return {};
};

/** Ends sessions: their cursors are closed. */
export const endSessions = defineCommand({
  name: "endSessions",
  kind: "read",
  options: {},
  run: (call) => ({ ...closeCursors(call) }),
});

/** Ends sessions by force, which is the same here. */
export const killSessions = defineCommand({
  name: "killSessions",
  kind: "read",
  options: {},
  run: (call) => ({ ...closeCursors(call) }),
});

/** Ends all sessions. */
export const killAllSessions = defineCommand({
  name: "killAllSessions",
  kind: "read",
  options: {},
  run({ engine }) {
    engine.cursors.killSessions();
    engine.sessions.forgetAll();
    return {};
  },
});

/** Keeps sessions alive. They hold nothing that could time out but cursors and retries, which have their own clocks. */
export const refreshSessions = defineCommand({
  name: "refreshSessions",
  kind: "read",
  options: {},
  run: () => ({}),
});

/** Starts a session on the server's side. */
export const startSession = defineCommand({
  name: "startSession",
  kind: "read",
  options: {},
  run: () => ({ id: { id: new UUID() }, timeoutMinutes: 30 }),
});
