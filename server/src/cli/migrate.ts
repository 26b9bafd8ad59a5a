import { parseArgs } from "node:util";
import { migrateStore } from "@chatloom/embedded-mongo";
import { secretKeyPath } from "../secrets/kept-secret-key.ts";
import { type CliCommand, dataDirOption } from "./command.ts";
import { openStore } from "./open-store.ts";
import { pendingMigrations } from "./pending-migrations.ts";
import { openBars } from "./progress.ts";

/** Copies all data to a MongoDB server, or back; or says what this version would change in the stored data. */
export const migrate: CliCommand = {
  name: "migrate",
  args: "--to mongodb://... | --from mongodb://... | --dry-run",
  summary:
    "Copy everything from the store to a MongoDB server, or from one into the store, and compare. --dry-run counts what this version would change in the stored data, and writes nothing.",
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        ...dataDirOption,
        to: { type: "string" },
        from: { type: "string" },
        "dry-run": { type: "boolean", default: false },
      },
    });
    const { to, from } = values;
    if (values["dry-run"]) {
      if (to !== undefined || from !== undefined) {
        throw new Error("--dry-run looks at one store: leave --to and --from out");
      }
      await showPending(values["data-dir"]);
      return;
    }
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
      if (to !== undefined) {
        console.log(
          "Set MONGODB_URI to that address and SECRET_KEY to the key of this installation " +
            `(the contents of ${secretKeyPath(values["data-dir"])}, unless SECRET_KEY was set before), then start the server. ` +
            "With another SECRET_KEY the channels' credentials cannot be read.",
        );
      } else {
        console.log(
          `Put the SECRET_KEY of that installation into ${secretKeyPath(values["data-dir"])}, or keep it set.`,
        );
      }
    } finally {
      bars.stop();
    }
  },
};

async function showPending(dataDir: string): Promise<void> {
  const store = await openStore(dataDir);
  try {
    const pending = await pendingMigrations(store.connection);
    for (const { what, when, count, details } of pending) {
      console.log(`${count} ${what}, ${when}`);
      for (const line of details) {
        console.log(`  ${line}`);
      }
    }
    console.log(
      pending.length === 0
        ? "This version changes nothing in the stored data."
        : "Nothing was written.",
    );
  } finally {
    await store.close();
  }
}
