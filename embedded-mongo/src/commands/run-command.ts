import { type Binary, Double, type Long } from "bson";
import { MongoError, mongoError, notAvailable } from "../errors/mongo-error.ts";
import {
  bsonType,
  type Doc,
  decode,
  decodeUpdate,
  encode,
  isDoc,
  isNumber,
} from "../values/index.ts";
import type { WireMessage } from "../wire/read-message.ts";
import { checkApiVersion } from "./api-version.ts";
import type { ClientConnection, CommandCall } from "./command-call.ts";
import { commonOptions } from "./common-options.ts";
import type { Command, CommandKind } from "./define-command.ts";
import type { Engine } from "./engine.ts";
import { type OptionKinds, readOptions } from "./read-options.ts";
import { commandNamed } from "./registry.ts";

/** A command that has been read and can be run. */
export type PreparedCommand = { command: Command; kind: CommandKind; call: CommandCall };

/** Reads a message as a command. Throws a `MongoError` when there is no such command or the client must sign in first. */
export function prepareCommand(
  engine: Engine,
  connection: ClientConnection,
  message: WireMessage,
): PreparedCommand {
  const body = decode(message.body);
  const name = Object.keys(body)[0];
  if (name === undefined) throw mongoError(59, "no command was given");
  const command = commandNamed(name);
  if (!command) throw noSuchCommand(name);
  if (!connection.isSignedIn && !allowedBeforeSignIn.has(command.name)) {
    throw mongoError(13, `Command ${name} requires authentication`);
  }
  const database = message.namespace?.split(".")[0] ?? body.$db;
  if (typeof database !== "string")
    throw mongoError(40414, "BSON field 'OpMsg.$db' is missing but a required field");
  const session = sessionOf(body.lsid);
  if (session !== undefined) engine.sessions.note(session);
  const call: CommandCall = {
    engine,
    connection,
    command: name,
    target: body[name],
    database,
    body,
    sequences: message.sequences,
    session,
    now: new Date(),
    deadline: { at: deadlineOf(body.maxTimeMS) },
  };
  const kind = typeof command.kind === "function" ? command.kind(body) : command.kind;
  return { command, kind, call };
}

const allowedBeforeSignIn = new Set([
  "hello",
  "saslStart",
  "saslContinue",
  "ping",
  "buildInfo",
  "logout",
]);

/** Runs a command and returns its encoded answer. Throws a `MongoError` to be answered, or anything else if the file failed. */
export function runCommand({ command, kind, call }: PreparedCommand): Uint8Array {
  const { engine, session, body, command: name } = call;
  const number =
    kind === "write" && session && isNumber(body.txnNumber) ? Number(body.txnNumber) : undefined;
  if (number !== undefined) {
    const answered = engine.retries.answered(session!, number);
    if (answered) return answered;
  }
  checkApiVersion(command.name, body);
  const given: Doc = {};
  const kinds = optionsOf(command);
  for (const [key, value] of Object.entries(body)) {
    if (key !== name && (key in kinds || !command.ignoresUnknownOptions)) given[key] = value;
  }
  for (const [key, documents] of call.sequences) {
    if (key in given) throw mongoError(2, `'${key}' is given twice`);
    const read = name === "update" ? decodeUpdate : decode;
    given[key] = key === "documents" ? [] : documents.map(read);
  }
  const options = readOptions(name, given, kinds);
  const answer = command.run(call, options);
  call.deadline.at = Number.POSITIVE_INFINITY;
  const reply = answer instanceof Uint8Array ? answer : encode({ ...answer, ok: new Double(1) });
  if (number !== undefined) engine.retries.keep(session!, number, reply);
  return reply;
}

const optionKinds = new Map<Command, OptionKinds>();

function optionsOf(command: Command): OptionKinds {
  const known = optionKinds.get(command);
  if (known) return known;
  const kinds = { ...commonOptions, ...command.options };
  optionKinds.set(command, kinds);
  return kinds;
}

/** The answer to a command that failed. */
export function errorReply(error: unknown): Uint8Array {
  const known =
    error instanceof MongoError ? error : mongoError(1, "The store failed; its log says why");
  return encode({
    ok: new Double(0),
    errmsg: known.message,
    code: known.code,
    codeName: known.codeName,
    ...known.extra,
  });
}

function sessionOf(lsid: unknown): string | undefined {
  if (lsid === undefined) return undefined;
  const id = isDoc(lsid) ? lsid.id : undefined;
  if (bsonType(id) !== "binData")
    throw mongoError(14, "BSON field 'lsid.id' must be a binary value");
  return Buffer.from((id as Binary).buffer).toString("hex");
}

function deadlineOf(maxTime: unknown): number {
  if (maxTime === undefined || maxTime === null) return Number.POSITIVE_INFINITY;
  const milliseconds = isNumber(maxTime) ? Number(String(maxTime as Long)) : Number.NaN;
  if (!(milliseconds >= 0 && milliseconds <= 2 ** 31 - 1)) {
    throw mongoError(2, "maxTimeMS must be a whole number from 0 to 2147483647");
  }
  return milliseconds === 0 ? Number.POSITIVE_INFINITY : performance.now() + milliseconds;
}

// What MongoDB has and this store has not is told apart from what nobody has.
const mongoOnly = new Set([
  "abortTransaction",
  "commitTransaction",
  "prepareTransaction",
  "mapReduce",
  "createUser",
  "updateUser",
  "dropUser",
  "createRole",
  "rolesInfo",
  "grantRolesToUser",
  "shardCollection",
  "enableSharding",
  "addShard",
  "replSetReconfig",
  "createSearchIndexes",
  "dropSearchIndex",
  "listSearchIndexes",
  "updateSearchIndex",
  "compact",
  "reIndex",
  "convertToCapped",
  "cloneCollectionAsCapped",
  "geoSearch",
  "setFeatureCompatibilityVersion",
  "setParameter",
  "profile",
  "currentOp",
  "killOp",
  "fsync",
  "top",
  "getLog",
  "dbHash",
  "planCacheClear",
  "planCacheListFilters",
]);

function noSuchCommand(name: string): Error {
  if (name.startsWith("replSet")) {
    return mongoError(
      76,
      "not running with --replSet: replication is not available in the embedded store; set MONGODB_URI",
    );
  }
  if (mongoOnly.has(name)) return notAvailable(`the command ${name}`);
  return mongoError(
    59,
    `no such command: '${name}'; it is not available in the embedded store; set MONGODB_URI`,
  );
}
