import { isDoc } from "../values/index.ts";
import { maxDocumentBytes, maxMessageBytes, maxWriteBatchSize } from "../wire/limits.ts";
import { defineCommand } from "./define-command.ts";
import { beginSignIn } from "./sign-in.ts";

/** The server version whose behaviour this store follows. */
const serverVersion = "8.0.0";
const sessionMinutes = 30;

/** The handshake: what this server is and what it can take. */
export const hello = defineCommand("hello", {
  kind: "read",
  run(call, { saslSupportedMechs, speculativeAuthenticate }) {
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
      ...(saslSupportedMechs === undefined ? {} : { saslSupportedMechs: ["SCRAM-SHA-256"] }),
      ...(isDoc(speculativeAuthenticate) && call.engine.password !== undefined
        ? { speculativeAuthenticate: beginSignIn(call, speculativeAuthenticate) }
        : {}),
    };
  },
});

/** Says that the server is there. */
export const ping = defineCommand("ping", { kind: "read", run: () => ({}) });

/** What program this is. */
export const buildInfo = defineCommand("buildInfo", {
  kind: "read",
  run: () => ({
    version: serverVersion,
    versionArray: [8, 0, 0, 0],
    gitVersion: "embedded",
    modules: ["embedded"],
    bits: 64,
    debug: false,
    maxBsonObjectSize: maxDocumentBytes,
    storageEngines: ["sqlite"],
  }),
});
