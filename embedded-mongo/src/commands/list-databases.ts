import { Long } from "bson";
import { compileFilter } from "../match/compile-filter.ts";
import { defineCommand } from "./define-command.ts";

/** Lists the databases and their sizes in bytes. */
export const listDatabases = defineCommand("listDatabases", {
  kind: "read",
  run({ engine: { catalog } }, { filter = {}, nameOnly = false }) {
    const { test } = compileFilter(filter);
    const databases = catalog
      .databaseNames()
      .map((name) => ({ name, sizeOnDisk: Long.fromNumber(catalog.sizeOf(name).bytes) }))
      .filter((doc) => test(doc));
    if (nameOnly) {
      return { databases: databases.map(({ name }) => ({ name })) };
    }
    const totalSize = databases.reduce((sum, { sizeOnDisk }) => sum.add(sizeOnDisk), Long.ZERO);
    return { databases, totalSize };
  },
});
