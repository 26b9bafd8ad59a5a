import { aggregate } from "./aggregate.ts";
import { count } from "./count.ts";
import { create, drop, dropDatabase } from "./create.ts";
import { createIndexes } from "./create-indexes.ts";
import { remove } from "./delete.ts";
import { distinct } from "./distinct.ts";
import { dropIndexes } from "./drop-indexes.ts";
import { explain } from "./explain.ts";
import { find } from "./find.ts";
import { findAndModify } from "./find-and-modify.ts";
import { getMore, killCursors } from "./get-more.ts";
import { insert } from "./insert.ts";
import { listCollections, listDatabases, listIndexes } from "./list-collections.ts";
import { endSessions, hello, ping } from "./server-facts.ts";
import { saslContinue, saslStart } from "./sign-in.ts";
import { update } from "./update.ts";

/** All commands, by name. */
export const commands = new Map(
  [
    ...[hello, ping, saslStart, saslContinue, endSessions],
    ...[insert, update, remove, find, findAndModify, getMore, killCursors],
    ...[aggregate, count, distinct, explain, create, drop, dropDatabase],
    ...[createIndexes, dropIndexes, listCollections, listDatabases, listIndexes],
  ].map((command) => [command.name, command]),
);

/** Other names by which clients call a command. */
export const aliases = new Map([
  ["isMaster", "hello"],
  ["ismaster", "hello"],
]);
