import { Long } from "bson";
import { compileFilter } from "../match/compile-filter.ts";
import { defineCommand } from "./define-command.ts";

/** The databases and how much they hold. */
export const listDatabases = defineCommand({
  name: "listDatabases",
  kind: "read",
  options: { filter: "document", nameOnly: "boolean", authorizedDatabases: "ignored" },
  run(call, { filter = {}, nameOnly = false }) {
    const { catalog } = call.engine;
    const { test } = compileFilter(filter);
    const databases = catalog
      .databaseNames()
      .map((name) => {
        const sizeOnDisk = catalog.collections(name).reduce((sum, { bytes }) => sum + bytes, 0);
        return { name, sizeOnDisk: Long.fromNumber(sizeOnDisk), empty: sizeOnDisk === 0 };
      })
      .filter((doc) => test(doc));
    if (nameOnly) return { databases: databases.map(({ name }) => ({ name })) };
    const totalSize = databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk.toNumber(), 0);
    return {
      databases,
      totalSize: Long.fromNumber(totalSize),
      totalSizeMb: Long.fromNumber(Math.floor(totalSize / 2 ** 20)),
    };
  },
});
