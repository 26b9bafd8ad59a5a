import { aggregate } from "./aggregate.ts";
import { bulkWrite } from "./bulk-write.ts";
import { collMod } from "./coll-mod.ts";
import { count } from "./count.ts";
import { create, drop, dropDatabase, renameCollection } from "./create.ts";
import { createIndexes } from "./create-indexes.ts";
import type { Command } from "./define-command.ts";
import { remove } from "./delete.ts";
import { distinct } from "./distinct.ts";
import { dropIndexes } from "./drop-indexes.ts";
import { explain } from "./explain.ts";
import { find } from "./find.ts";
import { findAndModify } from "./find-and-modify.ts";
import { getMore } from "./get-more.ts";
import { insert } from "./insert.ts";
import { killCursors } from "./kill-cursors.ts";
import { listCollections } from "./list-collections.ts";
import { listDatabases } from "./list-databases.ts";
import { listIndexes } from "./list-indexes.ts";
import { buildInfo, connectionStatus, hello, ping, serverStatus } from "./server-facts.ts";
import { getCmdLineOpts, getParameter, usersInfo } from "./server-settings.ts";
import {
  endSessions,
  killAllSessions,
  killSessions,
  refreshSessions,
  startSession,
} from "./sessions.ts";
import { logout, saslContinue, saslStart } from "./sign-in.ts";
import { collStats, dbStats } from "./statistics.ts";
import { update } from "./update.ts";
import { validate } from "./validate.ts";

/** Every command there is. */
export const commands: readonly Command[] = [
  insert,
  find,
  getMore,
  killCursors,
  update,
  remove,
  findAndModify,
  bulkWrite,
  aggregate,
  count,
  distinct,
  explain,
  createIndexes,
  listIndexes,
  dropIndexes,
  create,
  collMod,
  drop,
  renameCollection,
  listCollections,
  listDatabases,
  dropDatabase,
  collStats,
  dbStats,
  validate,
  hello,
  ping,
  buildInfo,
  serverStatus,
  connectionStatus,
  getParameter,
  getCmdLineOpts,
  usersInfo,
  saslStart,
  saslContinue,
  logout,
  startSession,
  endSessions,
  refreshSessions,
  killSessions,
  killAllSessions,
];

const byName = new Map(
  commands.flatMap((command) => [command.name, ...command.aliases].map((name) => [name, command])),
);

/** The command that clients call by a name. */
export function commandNamed(name: string): Command | undefined {
  return byName.get(name);
}
