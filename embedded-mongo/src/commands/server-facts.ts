import { maxDocumentBytes, maxMessageBytes, maxWriteBatchSize } from "../wire/limits.ts";
import { defineCommand } from "./define-command.ts";

const sessionMinutes = 30;

/** The handshake: the properties and limits of this server. Clients take it for a single server, not a replica set. */
export const hello = defineCommand("hello", {
  kind: "read",
  options: {},
  run(call) {
    const isLegacy = call.command !== "hello";
    return {
      helloOk: true,
      ...(isLegacy ? { ismaster: true } : { isWritablePrimary: true }),
      maxBsonObjectSize: maxDocumentBytes,
      maxMessageSizeBytes: maxMessageBytes,
      maxWriteBatchSize,
      localTime: call.now,
      logicalSessionTimeoutMinutes: sessionMinutes,
      connectionId: call.connection.id,
      minWireVersion: 0,
      maxWireVersion: 25,
      readOnly: false,
    };
  },
});

const nothing = { kind: "read", options: {}, run: () => ({}) } as const;

/** Replies without doing anything. */
export const ping = defineCommand("ping", nothing);

/** Replies without doing anything: the store keeps no state of a session. */
export const endSessions = defineCommand("endSessions", nothing);
