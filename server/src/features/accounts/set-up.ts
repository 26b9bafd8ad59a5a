import { addressOf, pages, type ScreenLanguage } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { type Account, accounts, normalEmail } from "../../records/account.ts";
import type { Workspace } from "../../records/workspace.ts";
import { isSigned, sign } from "../../secrets/secret-box.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { connectFromEnvironment } from "../channel-accounts/connect-from-environment.ts";
import { createWorkspace } from "./create-workspace.ts";
import { accountErrors } from "./errors.ts";
import { hashPassword } from "./password.ts";

/** The owner's input at set-up. */
export interface Owner {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly workspace: string;
  readonly language?: ScreenLanguage | undefined;
  readonly timeZone?: string | undefined;
}

/** Says whether there is no account yet. */
export async function setupNeeded({ connection }: ServerContext): Promise<boolean> {
  return (await accounts(connection).exists({})) === null;
}

/** Returns the link, printed in the terminal, that makes the owner account once. It is derived from SECRET_KEY, so that every process prints the same. */
export function setupLink({ config }: ServerContext): string {
  const token = sign(config.secretKey, "setup", "owner");
  return config.publicUrl + addressOf(pages.setUp, {}, { token });
}

/** Throws for any token except that of the set-up link. */
export function checkSetupToken({ config }: ServerContext, token: string): void {
  if (!isSigned(config.secretKey, "setup", "owner", token)) {
    throw accountErrors.setupTokenWrong();
  }
}

/** Makes the owner account and its workspace; refused when there is an account already, even in the same instant. */
export async function createOwner(
  context: ServerContext,
  owner: Owner,
): Promise<{ account: Account; workspace: Workspace }> {
  if (!(await setupNeeded(context))) {
    throw accountErrors.setupDone();
  }
  const account = await accounts(context.connection)
    .create({
      name: owner.name,
      email: normalEmail(owner.email),
      passwordHash: await hashPassword(owner.password),
      language: owner.language ?? "en",
      createdAt: new Date(context.now()),
      founder: true,
    })
    .catch((error: unknown) => {
      throw isDuplicateKey(error) ? accountErrors.setupDone() : error;
    });
  const named = { name: owner.workspace, timeZone: owner.timeZone };
  const workspace = await createWorkspace(context, account._id, named);
  await connectFromEnvironment(context, String(workspace._id));
  return { account, workspace };
}
