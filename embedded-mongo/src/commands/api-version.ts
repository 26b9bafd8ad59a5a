import { mongoError } from "../errors/mongo-error.ts";
import { type Doc, isDoc } from "../values/index.ts";

/** The commands of MongoDB's versioned API, version 1, that this store has. */
const stableCommands = new Set([
  ...["aggregate", "bulkWrite", "count", "create", "createIndexes", "delete", "drop"],
  ...["dropDatabase", "dropIndexes", "endSessions", "explain", "find", "findAndModify", "getMore"],
  ...["hello", "insert", "killCursors", "listCollections", "listDatabases", "listIndexes"],
  ...["logout", "ping", "refreshSessions", "saslContinue", "saslStart", "update"],
]);

const unstableStages = new Set(["$listLocalSessions", "$collStats"]);

/** Checks what a client declares about the versioned API: only version 1 is known, and a strict client is held to it. */
export function checkApiVersion(command: string, body: Doc): void {
  const { apiVersion, apiStrict, apiDeprecationErrors } = body;
  if (apiVersion === undefined) {
    if (apiStrict === undefined && apiDeprecationErrors === undefined) return;
    throw mongoError(
      72,
      "Provided apiStrict and/or apiDeprecationErrors without passing apiVersion",
    );
  }
  if (apiVersion !== "1") throw mongoError(322, 'API version must be "1"');
  if (apiStrict !== true) return;
  if (!stableCommands.has(command)) {
    throw mongoError(
      323,
      `Provided apiStrict:true, but the command ${command} is not in API Version 1. Information on supported commands and migrations in API Version 1 can be found at https://dochub.mongodb.org/core/manual-versioned-api.`,
    );
  }
  for (const stage of Array.isArray(body.pipeline) ? body.pipeline : []) {
    const name = isDoc(stage) ? Object.keys(stage)[0] : undefined;
    if (name !== undefined && unstableStages.has(name)) {
      throw mongoError(323, `stage ${name} is not allowed with 'apiStrict: true' in API Version 1`);
    }
  }
}
