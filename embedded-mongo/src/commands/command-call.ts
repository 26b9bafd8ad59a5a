import { mongoError } from "../errors/mongo-error.ts";
import type { Collection } from "../storage/catalog.ts";
import type { Task } from "../task/task.ts";
import type { Doc } from "../values/index.ts";
import type { Engine } from "./engine.ts";

/** The state of a connection. */
export interface ClientConnection {
  readonly id: number;
  /** Whether the client may do more than sign in. */
  isSignedIn: boolean;
  /** The state of a sign-in that has begun. */
  signIn?: unknown;
}

/** A command that is running. */
export interface CommandCall {
  readonly engine: Engine;
  readonly connection: ClientConnection;
  /** The command's name as the client wrote it, and its value. */
  readonly command: string;
  readonly target: unknown;
  readonly database: string;
  readonly body: Doc;
  /** Documents that were sent in sections of their own, still encoded. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  readonly now: Date;
  /** The time limit of the command, in milliseconds of `performance.now()`. */
  readonly deadline: number;
  /** The task that limits its time and memory; a `getMore` uses that of its cursor. */
  task: Task;
}

/** Returns the name of the collection of a command. */
export function collectionName(call: CommandCall): string {
  const { target } = call;
  if (typeof target === "string" && target !== "" && !target.includes("\0")) {
    return target;
  }
  throw mongoError(73, `'${call.command}' must be the name of a collection`);
}

/** Finds the collection of a command. */
export function findCollection(call: CommandCall): Collection | undefined {
  return call.engine.catalog.find(call.database, collectionName(call));
}

/** Finds the collection of a write; makes it if there is none. */
export function needCollection(call: CommandCall): Collection {
  const name = collectionName(call);
  const found = call.engine.catalog.find(call.database, name);
  if (found) {
    return found;
  }
  checkNamespace(call.database, name);
  return call.engine.catalog.create(call.database, name);
}

function checkNamespace(database: string, name: string): void {
  if (name === "" || name.startsWith("system.") || name.startsWith(".") || /[$\0]/.test(name)) {
    throw mongoError(73, `Invalid collection name: ${name}`);
  }
  if (/[/\\. "$\0]/.test(database) || database === "" || Buffer.byteLength(database) > 63) {
    throw mongoError(73, `Invalid database name: '${database}'`);
  }
}
