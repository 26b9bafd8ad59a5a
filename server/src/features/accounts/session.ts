import { defined } from "@chatloom/flows-schema";
import type mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { type Session, type SignInWay, sessions } from "../../records/session-model.ts";
import { hashToken, newToken } from "../../secrets/token.ts";
import { lockSessions } from "./lock-sessions.ts";

const day = 86_400_000;
/** How long an unused session lasts. */
export const sessionLifetimeMs = 30 * day;
/** The identity provider decides again each day. */
const ssoLifetimeMs = day;
const touchEveryMs = 60_000;

/** Where a session is used from, for the list of sessions. */
export interface Place {
  readonly address: string;
  readonly browser: string;
}

/** Opens a session; the token goes into the cookie and is not kept. */
export async function openSession(
  context: ServerContext,
  accountId: mongoose.Types.ObjectId,
  workspaceId: mongoose.Types.ObjectId | undefined,
  place: Place,
  way?: SignInWay,
): Promise<string> {
  const token = newToken();
  const now = context.now();
  const lifetime = way === "sso" ? ssoLifetimeMs : sessionLifetimeMs;
  await sessions(context.connection).create({
    tokenHash: hashToken(token),
    accountId,
    workspaceId: workspaceId ?? null,
    createdAt: new Date(now),
    usedAt: new Date(now),
    expiresAt: new Date(now + lifetime),
    ...place,
    ...defined({ way: way || undefined }),
  });
  await lockSessions(context, { accountId });
  return token;
}

/** The open session of a token. Notes, once a minute, that it is used. */
export async function findSession(
  context: ServerContext,
  token: string,
): Promise<Session | undefined> {
  const model = sessions(context.connection);
  const session = await model.findOne({ tokenHash: hashToken(token) }).lean();
  const now = context.now();
  if (!session || session.expiresAt.getTime() <= now) {
    return undefined;
  }
  if (now - session.usedAt.getTime() > touchEveryMs) {
    const expiresAt = session.way === "sso" ? session.expiresAt : new Date(now + sessionLifetimeMs);
    const times = { usedAt: new Date(now), expiresAt };
    await model.updateOne({ _id: session._id }, { $set: times });
  }
  return session;
}
