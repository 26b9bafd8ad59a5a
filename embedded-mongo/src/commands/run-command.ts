import { Double } from "bson";
import { type MongoError, mongoError, notAvailable } from "../errors/mongo-error.ts";
import type { Steps } from "../task/pause.ts";
import { Task } from "../task/task.ts";
import { type Doc, decodeFromClient, encode } from "../values/index.ts";
import { toDouble } from "../values/numbers.ts";
import type { WireMessage } from "../wire/read-message.ts";
import type { ClientConnection, CommandCall } from "./command-call.ts";
import type { Command } from "./define-command.ts";
import type { Engine } from "./engine.ts";
import { type OptionKinds, readOptions } from "./read-options.ts";
import { aliases, commands } from "./registry.ts";

/** A command that can be run. */
export interface PreparedCommand {
  command: Command;
  call: CommandCall;
}

const defaultMilliseconds = 30_000;
const maxMilliseconds = 2 ** 31 - 1;
const allowedBeforeSignIn = new Set(["hello", "saslStart", "saslContinue", "ping"]);

/** The options of every command. `prepareCommand` has read those that are ignored here. */
const commonOptions = {
  $db: "ignored",
  lsid: "ignored",
  maxTimeMS: "ignored",
  $readPreference: "ignored",
  writeConcern: "writeConcern",
} as const satisfies OptionKinds;

/** Reads a message as a command. Throws a `MongoError` when there is no such command or the client must sign in first. */
export function prepareCommand(
  engine: Engine,
  connection: ClientConnection,
  message: WireMessage,
): PreparedCommand {
  const body = decodeFromClient(message.body);
  const [name = ""] = Object.keys(body);
  const command = commands.get(aliases.get(name) ?? name);
  if (!command) {
    throw notAvailable(`no such command: '${name}'; it`, 59);
  }
  if (!connection.isSignedIn && !allowedBeforeSignIn.has(command.name)) {
    throw mongoError(13, `Command ${name} requires authentication`);
  }
  const database = message.namespace?.split(".")[0] ?? body.$db;
  if (typeof database !== "string") {
    throw mongoError(40414, "BSON field 'OpMsg.$db' is missing but a required field");
  }
  const deadline = deadlineOf(command, body.maxTimeMS);
  const call: CommandCall = {
    ...{ engine, connection, command: name, target: body[name], database, body },
    sequences: message.sequences,
    now: new Date(),
    deadline,
    task: new Task(deadline),
  };
  return { command, call };
}

/** Runs a command and returns its encoded reply. Throws a `MongoError` for the client, or another error if the file failed. */
export function* runCommand({ command, call }: PreparedCommand): Steps<Uint8Array> {
  const options = readCommandOptions(command, call);
  const result =
    "steps" in command ? yield* command.steps(call, options) : command.run(call, options);
  return result instanceof Uint8Array ? result : encode({ ...result, ok: new Double(1) });
}

function readCommandOptions(command: Command, { command: name, body, sequences }: CommandCall) {
  const kinds = { ...command.options, ...commonOptions };
  const given: Doc = {};
  for (const [key, value] of Object.entries(body)) {
    // A client offers in the handshake what a server may use or not.
    if (key !== name && (key in kinds || command.name !== "hello")) {
      given[key] = value;
    }
  }
  for (const [key, documents] of sequences) {
    if (key in given) {
      throw mongoError(2, `'${key}' is given twice`);
    }
    given[key] = key === "documents" ? [] : documents.map(decodeFromClient);
  }
  return readOptions(name, given, kinds);
}

/** Makes the reply to a command that failed. */
export function errorReply({ message, code, codeName, extra }: MongoError): Uint8Array {
  return encode({ ok: new Double(0), errmsg: message, code, codeName, ...extra });
}

// A write that ends half-way leaves more to repair than a slow one, so it has a limit only if the client gives one.
function deadlineOf({ kind }: Command, given: unknown): number {
  const byDefault = kind === "write" ? 0 : defaultMilliseconds;
  const milliseconds = given === undefined ? byDefault : toDouble(given);
  if (!(milliseconds >= 0 && milliseconds <= maxMilliseconds)) {
    throw mongoError(2, "maxTimeMS must be a whole number from 0 to 2147483647");
  }
  return milliseconds === 0 ? Number.POSITIVE_INFINITY : performance.now() + milliseconds;
}
