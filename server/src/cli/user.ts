import { parseArgs } from "node:util";
import mongoose from "mongoose";
import type { Config } from "../context/config.ts";
import { makePasswordLink } from "../features/accounts/password-link.ts";
import { accounts, normalEmail } from "../records/account.ts";
import { placesOf } from "../records/member.ts";
import { sessions } from "../records/session-model.ts";
import { workspaces } from "../records/workspace.ts";
import { writeAudit } from "../records/write-audit.ts";
import { type CliCommand, dataDirOption } from "./command.ts";
import { openStore, secretKeyOf } from "./open-store.ts";

const actions = {
  password: "member.passwordLinkMade",
  "second-factor": "member.twoFactorReset",
  addresses: "workspace.addressesChanged",
};

/** Helps an account whose owner cannot sign in any more. */
export const user: CliCommand = {
  name: "user",
  args: "(password | second-factor | addresses) EMAIL",
  summary:
    "Print a link that sets a new password, turn the second factor off, or allow every address in the account's workspaces. The embedded store must be free; PUBLIC_URL is the link's beginning.",
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: dataDirOption,
      allowPositionals: true,
    });
    const [what = "", email = ""] = positionals;
    if (positionals.length !== 2 || !(what in actions)) {
      throw new Error("Say what to do: chatloom user password EMAIL");
    }
    const dataDir = values["data-dir"];
    const config = {
      secretKey: secretKeyOf(dataDir),
      publicUrl: process.env.PUBLIC_URL ?? `http://localhost:${process.env.PORT ?? 3000}`,
    } as Config;
    const store = await openStore(dataDir);
    try {
      const { connection } = store;
      const found = await accounts(connection)
        .findOne({ email: normalEmail(email) })
        .lean();
      if (!found) {
        throw new Error(`There is no account with the address ${email}.`);
      }
      if (what === "password") {
        console.log(await makePasswordLink({ connection, config, now: Date.now }, found._id));
      } else if (what === "addresses") {
        const owned = (await placesOf({ connection, now: Date.now }, found._id)).map(
          (it) => it.workspaceId,
        );
        await workspaces(connection).updateMany(
          { _id: { $in: owned } },
          { $unset: { "security.allowedAddresses": 1 } },
        );
        console.log(`The workspaces of ${found.email} may be used from every address again.`);
      } else {
        const $unset = { totp: 1, pendingTotp: 1 } as const;
        await accounts(connection).updateOne({ _id: found._id }, { $unset });
        await sessions(connection).deleteMany({ accountId: found._id });
        console.log(`The second factor of ${found.email} is off. All its sessions have ended.`);
      }
      for (const { workspaceId, _id } of await placesOf({ connection, now: Date.now }, found._id)) {
        await writeAudit(
          { connection, config },
          String(workspaceId),
          new mongoose.Types.ObjectId(),
          {
            at: Date.now(),
            by: { kind: "system", id: "system", name: "chatloom user" },
            action: actions[what as keyof typeof actions],
            kind: what === "addresses" ? "workspace" : "member",
            object: { id: String(_id), name: found.name },
            address: "",
            outcome: "done",
            changes: [],
          },
        );
      }
    } finally {
      await store.close();
    }
  },
};
