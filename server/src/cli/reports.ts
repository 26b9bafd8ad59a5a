import { parseArgs } from "node:util";
import { rebuildReports } from "../features/reports/rebuild-reports.ts";
import { createIndexes } from "../store/define-model.ts";
import { type CliCommand, dataDirOption } from "./command.ts";
import { openStore } from "./open-store.ts";
import { openBars } from "./progress.ts";

/** Counts the reports of all workspaces anew. */
export const reports: CliCommand = {
  name: "reports",
  args: "rebuild",
  summary:
    "Count the reports anew from all conversations, when the server is stopped. MONGODB_URI names another store.",
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: dataDirOption,
      allowPositionals: true,
    });
    if (positionals.length !== 1 || positionals[0] !== "rebuild") {
      throw new Error("Say what to do: chatloom reports rebuild");
    }
    const store = await openStore(values["data-dir"]);
    const bars = openBars();
    try {
      await createIndexes(store.connection);
      const counted = await rebuildReports(store.connection, bars.show);
      bars.stop();
      console.log(`${counted} workspaces counted anew.`);
    } finally {
      bars.stop();
      await store.close();
    }
  },
};
