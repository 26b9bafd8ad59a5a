import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import type { FilterNode } from "../match/filter-node.ts";
import type { SortFields } from "../plan/index-plan.ts";
import { lackingIndex } from "../plan/lacking-index.ts";
import { type Deadline, ScanWatch } from "../plan/scan-watch.ts";
import type { Collection } from "../storage/catalog.ts";
import { viewsCollection } from "../storage/read-views.ts";
import type { Doc } from "../values/index.ts";
import type { Engine } from "./engine.ts";
import { notOnView, type ResolvedView, resolveView } from "./resolve-view.ts";

/** What the store remembers about a connection. */
export type ClientConnection = {
  readonly id: number;
  /** Whether the client may do more than sign in. */
  isSignedIn: boolean;
  /** A sign-in that has begun. */
  signIn?: unknown;
};

/** One command as it is being run. */
export type CommandCall = {
  readonly engine: Engine;
  readonly connection: ClientConnection;
  /** The command's name as the client wrote it, and the value it gave it. */
  readonly command: string;
  readonly target: unknown;
  readonly database: string;
  readonly body: Doc;
  /** Documents that were sent beside the command, still encoded. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  readonly session: string | undefined;
  readonly now: Date;
  /** How long the client wants to wait for the answer, however long it then takes over a cursor. */
  readonly deadline: Deadline;
};

/** The name of the collection a command is about. */
export function collectionName(call: CommandCall): string {
  const { target } = call;
  if (typeof target !== "string") {
    throw mongoError(73, `collection name has invalid type: '${call.command}' must be a string`);
  }
  if (target === "" || target.includes("\0")) {
    throw mongoError(73, `Invalid namespace specified '${call.database}.${target}'`);
  }
  return target;
}

/** The collection a command is about, if there is one. Refuses views. */
export function findCollection(call: CommandCall): Collection | undefined {
  const { catalog } = call.engine;
  const name = collectionName(call);
  const found = catalog.find(call.database, name);
  if (!found && catalog.view(call.database, name)) throw notOnView(call.database, name);
  return found;
}

/** The view a command is about, if its name is one. */
export function findView(call: CommandCall): ResolvedView | undefined {
  return resolveView(call.engine.catalog, call.database, collectionName(call));
}

/** The collection of which documents are to be changed, if there is one. Refuses views and what the store itself keeps. */
export function findWritable(
  call: CommandCall,
  name = collectionName(call),
  database = call.database,
): Collection | undefined {
  const { catalog } = call.engine;
  if (name === viewsCollection) throw notAvailable(`writing to ${viewsCollection}`);
  const found = catalog.find(database, name);
  if (!found && catalog.view(database, name)) throw notOnView(database, name);
  return found;
}

/** The collection a write goes to; made if there is none. */
export function needCollection(call: CommandCall, name = collectionName(call)): Collection {
  return findWritable(call, name) ?? createCollection(call, call.database, name);
}

/** Makes a collection after checking its name. */
export function createCollection(call: CommandCall, database: string, name: string): Collection {
  checkNamespace(database, name);
  return call.engine.catalog.create(database, name);
}

/** The database and the collection of a full name. */
export function splitNamespace(namespace: unknown): { database: string; name: string } {
  const at = typeof namespace === "string" ? namespace.indexOf(".") : -1;
  if (typeof namespace !== "string" || at < 1 || at === namespace.length - 1)
    throw mongoError(73, `Invalid namespace specified '${String(namespace)}'`);
  return { database: namespace.slice(0, at), name: namespace.slice(at + 1) };
}

/** Refuses a name that no collection and no view may have. */
export function checkNamespace(database: string, name: string): void {
  if (name === "" || name.startsWith("system.") || name.startsWith(".") || /[$\0]/.test(name)) {
    throw mongoError(73, `Invalid collection name: ${name}`);
  }
  if (/[/\\. "$\0]/.test(database) || database === "" || Buffer.byteLength(database) > 63) {
    throw mongoError(73, `Invalid database name: '${database}'`);
  }
}

/** Watches a query for a call: its deadline, and a notice when it reads too much. */
export function watchQuery(
  call: CommandCall,
  namespace: string,
  root: FilterNode,
  sort: SortFields = [],
): ScanWatch {
  return new ScanWatch(call.deadline, () => {
    call.engine.notice({
      message: `A query on ${namespace} reads more than 10,000 documents; an index would spare that`,
      details: { namespace, command: call.command, index: lackingIndex(root, sort) },
    });
  });
}
