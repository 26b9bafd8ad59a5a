import { Double } from "bson";
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
        return { name, sizeOnDisk: new Double(sizeOnDisk), empty: sizeOnDisk === 0 };
      })
      .filter((doc) => test(doc));
    if (nameOnly) return { databases: databases.map(({ name }) => ({ name })) };
    const totalSize = databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk.value, 0);
    return {
      databases,
      totalSize: new Double(totalSize),
      totalSizeMb: new Double(Math.floor(totalSize / 2 ** 20)),
    };
  },
});
