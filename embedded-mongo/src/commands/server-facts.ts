import { isDoc } from "../values/index.ts";
import { maxDocumentBytes, maxMessageBytes, maxWriteBatchSize } from "../wire/limits.ts";
import { defineCommand } from "./define-command.ts";
import { beginSignIn } from "./sign-in.ts";

/** The version of MongoDB whose behaviour this store follows. */
const serverVersion = "8.0.0";
const sessionMinutes = 30;

/** The handshake: the properties and limits of this server. */
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

/** Replies without doing anything. */
export const ping = defineCommand("ping", { kind: "read", run: () => ({}) });

/** Returns the version. */
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
