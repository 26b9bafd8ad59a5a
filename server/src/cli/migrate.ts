import { parseArgs } from "node:util";
import { migrateStore } from "@chatloom/embedded-mongo";
import { type CliCommand, dataDirOption } from "./command.ts";
import { openBars } from "./progress.ts";

/** Moves everything to a MongoDB server, or back. */
export const migrate: CliCommand = {
  name: "migrate",
  args: "--to mongodb://... | --from mongodb://...",
  summary:
    "Copy everything from the store to a MongoDB server, or from one into the store, and compare.",
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { ...dataDirOption, to: { type: "string" }, from: { type: "string" } },
    });
    const { to, from } = values;
    if ((to === undefined) === (from === undefined)) {
      throw new Error("Say where to, or where from: chatloom migrate --to mongodb://HOST/DATABASE");
    }
    const bars = openBars();
    try {
      const other = to === undefined ? { from: from! } : { to };
      const copied = await migrateStore(values["data-dir"], other, bars.show);
      bars.stop();
      for (const { database, name, documents, indexes } of copied) {
        console.log(`${database}.${name}: ${documents} documents, ${indexes} indexes`);
      }
      console.log(`${copied.length} collections copied and compared.`);
      if (to !== undefined)
        console.log("Set MONGODB_URI to that address and start the server again.");
    } finally {
      bars.stop();
    }
  },
};
