import { hasCode } from "../../context/errors.ts";
import { BadSetting } from "../../context/read-config.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { firstWorkspace } from "../../records/workspace.ts";
import { connectFromEnvironment } from "../channel-accounts/connect-from-environment.ts";
import { refuseWeakPassword } from "./password-strength.ts";
import { createOwner, setupNeeded } from "./set-up.ts";

/**
 * Makes the owner account that the environment names, if there is none yet, and connects the channels it describes. Throws `BadSetting`
 * if the password is easy to guess.
 */
export async function prepareOwner(context: ServerContext): Promise<void> {
  const { owner } = context.config;
  if (await setupNeeded(context)) {
    if (!owner) {
      return;
    }
    const name = owner.email.split("@", 1)[0] ?? "Owner";
    refuseWeak(owner);
    // Another process may be doing the same.
    await createOwner(context, { ...owner, name, workspace: "Chatloom" }).catch(
      (error: unknown) => {
        if (!hasCode(error, "setup.done")) {
          throw error;
        }
      },
    );
    return;
  }
  const first = await firstWorkspace(context.connection);
  if (first) {
    await connectFromEnvironment(context, String(first._id));
  }
}

function refuseWeak({ email, password }: { readonly email: string; readonly password: string }) {
  try {
    refuseWeakPassword(password, [email]);
  } catch (error) {
    if (!hasCode(error, "password.weak")) {
      throw error;
    }
    throw new BadSetting("OWNER_PASSWORD", `must not be easy to guess. ${error.message}`);
  }
}
