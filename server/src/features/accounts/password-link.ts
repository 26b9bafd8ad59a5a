import { addressOf, pages } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { accounts } from "../../records/account.ts";
import { sessions } from "../../records/session-model.ts";
import { hashToken, newToken } from "../../secrets/token.ts";
import { accountErrors } from "./errors.ts";
import { hashPassword } from "./password.ts";
import { refuseWeakPassword } from "./password-strength.ts";

const lifetimeMs = 24 * 3_600_000;

/** Makes the link with which an account sets a new password. It works once, for a day; an earlier one ends. */
export async function makePasswordLink(
  { connection, config, now }: Pick<ServerContext, "connection" | "config" | "now">,
  accountId: unknown,
): Promise<string> {
  const token = newToken();
  const passwordLink = { tokenHash: hashToken(token), expiresAt: new Date(now() + lifetimeMs) };
  await accounts(connection).updateOne({ _id: accountId as string }, { $set: { passwordLink } });
  return config.publicUrl + addressOf(pages.newPassword, {}, { token });
}

/** Sets a new password with a link's token and ends all sessions. The second factor stays. Returns the account. */
export async function usePasswordLink(
  context: ServerContext,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<{ readonly id: string; readonly name: string }> {
  const { connection, now } = context;
  const model = accounts(connection);
  const filter = { "passwordLink.tokenHash": hashToken(token) };
  const found = await model.findOne(filter).lean();
  if (!found?.passwordLink || found.passwordLink.expiresAt.getTime() <= now()) {
    throw accountErrors.linkInvalid();
  }
  refuseWeakPassword(password, [found.email, found.name]);
  const passwordHash = await hashPassword(password);
  const { modifiedCount } = await model.updateOne(
    { _id: found._id, ...filter },
    { $set: { passwordHash }, $unset: { passwordLink: 1 } },
  );
  if (modifiedCount === 0) {
    throw accountErrors.linkInvalid();
  }
  await endSessionsOf(context, found._id);
  return { id: String(found._id), name: found.name };
}

/** Ends the sessions of an account, except one. */
export async function endSessionsOf(
  context: Pick<ServerContext, "connection" | "closeSockets">,
  accountId: unknown,
  except?: string,
): Promise<void> {
  const model = sessions(context.connection);
  const filter = {
    accountId: accountId as string,
    ...defined({ _id: except ? { $ne: except } : undefined }),
  };
  const ended = await model.find(filter, { _id: 1 }).lean();
  await model.deleteMany(filter);
  for (const { _id } of ended) {
    context.closeSockets({ sessionId: String(_id) });
  }
}
