import { type CommandName, closedList } from "../closed-list.ts";
import { aggregate } from "./aggregate.ts";
import { count } from "./count.ts";
import { create, drop, dropDatabase } from "./create.ts";
import { createIndexes } from "./create-indexes.ts";
import type { Command } from "./define-command.ts";
import { remove } from "./delete.ts";
import { distinct } from "./distinct.ts";
import { dropIndexes } from "./drop-indexes.ts";
import { endSessions } from "./end-sessions.ts";
import { explain } from "./explain.ts";
import { find } from "./find.ts";
import { findAndModify } from "./find-and-modify.ts";
import { getMore } from "./get-more.ts";
import { insert } from "./insert.ts";
import { killCursors } from "./kill-cursors.ts";
import { listCollections } from "./list-collections.ts";
import { listDatabases } from "./list-databases.ts";
import { listIndexes } from "./list-indexes.ts";
import { buildInfo, hello, ping } from "./server-facts.ts";
import { saslContinue, saslStart } from "./sign-in.ts";
import { collStats, dbStats } from "./statistics.ts";
import { update } from "./update.ts";

const commands: Readonly<Record<CommandName, Command>> = {
  aggregate,
  buildInfo,
  collStats,
  count,
  create,
  createIndexes,
  dbStats,
  delete: remove,
  distinct,
  drop,
  dropDatabase,
  dropIndexes,
  endSessions,
  explain,
  find,
  findAndModify,
  getMore,
  hello,
  insert,
  killCursors,
  listCollections,
  listDatabases,
  listIndexes,
  ping,
  saslContinue,
  saslStart,
  update,
};

const byName = new Map<string, Command>([
  ...Object.entries(commands),
  ...Object.entries(closedList.aliases).map(([alias, name]) => [alias, commands[name]] as const),
]);

/** Finds the command that clients call by a name. */
export function commandNamed(name: string): Command | undefined {
  return byName.get(name);
}
