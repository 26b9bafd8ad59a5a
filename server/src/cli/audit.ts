import { parseArgs } from "node:util";
import { verifyAudit } from "../records/verify-audit.ts";
import { workspaces } from "../records/workspace.ts";
import { type CliCommand, dataDirOption } from "./command.ts";
import { openStore, secretKeyOf } from "./open-store.ts";

/** Checks the audit logs of all workspaces. */
export const audit: CliCommand = {
  name: "audit",
  args: "verify",
  summary:
    "Check that no entry of an audit log was changed, deleted or put between others. The embedded store must be free.",
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: dataDirOption,
      allowPositionals: true,
    });
    if (positionals.length !== 1 || positionals[0] !== "verify") {
      throw new Error("Say what to do: chatloom audit verify");
    }
    const dataDir = values["data-dir"];
    const secretKey = secretKeyOf(dataDir);
    const store = await openStore(dataDir);
    try {
      const all = await workspaces(store.connection).find({}, { name: 1 }).sort({ _id: 1 }).lean();
      for (const { _id, name } of all) {
        const { entries, broken } = await verifyAudit(store.connection, secretKey, String(_id));
        console.log(
          broken
            ? `${name}: entry ${broken.sequence} is broken: ${broken.reason}.`
            : `${name}: ${entries} entries, unbroken.`,
        );
        if (broken) {
          process.exitCode = 1;
        }
      }
    } finally {
      await store.close();
    }
  },
};
