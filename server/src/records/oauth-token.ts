import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { ServerContext } from "../context/server-context.ts";
import { OauthFailure, refreshOauth } from "../secrets/oauth-client.ts";
import { seal, unseal } from "../secrets/secret-box.ts";
import { findOauthApp } from "./oauth-app.ts";
import { refreshBinding } from "./oauth-state.ts";
import { raiseAlert } from "./raise-alert.ts";
import { type StoredSecret, secrets } from "./secret-model.ts";
import { SecretRefused } from "./secret-refused.ts";

/** Tokens are renewed so long before they end: a request takes its time. */
const earlyMs = 60_000;
/** Longer than a call to the service and storing its answer. */
const lockMs = 15_000;
const lookEveryMs = 50;

/** One server's part in renewing. */
interface Renewer {
  readonly owner: string;
  /** The calls that wait for the same token, by the secret's id. */
  readonly underWay: Map<string, Promise<string>>;
}
const renewers = new WeakMap<ServerContext["connection"], Renewer>();

function renewerOf({ connection }: ServerContext): Renewer {
  const known = renewers.get(connection) ?? { owner: randomUUID(), underWay: new Map() };
  renewers.set(connection, known);
  return known;
}

/**
 * Gives the access token of a connected account, renewed where it is about to end. One process renews at a time; the others wait for its
 * result. A rotated refresh token is stored before the access token is used. `refused`: a token that the service did not take, so that it
 * is renewed before its time. Throws `SecretRefused`.
 */
export function accessToken(
  context: ServerContext,
  secret: StoredSecret,
  refused?: string,
): Promise<string> {
  const known = tokenIn(context, secret, refused, earlyMs);
  if (known !== undefined) {
    return Promise.resolve(known);
  }
  const id = String(secret._id);
  const { owner, underWay } = renewerOf(context);
  const waiting = underWay.get(id);
  if (waiting) {
    return waiting;
  }
  const renewing = renew(context, secret, owner, refused).finally(() => underWay.delete(id));
  underWay.set(id, renewing);
  return renewing;
}

/** The stored token, if it lives for another `spareMs`. */
function tokenIn(
  { config, now }: ServerContext,
  { _id, oauth, sealedValue }: StoredSecret,
  refused: string | undefined,
  spareMs: number,
): string | undefined {
  if (oauth?.lost !== undefined || (oauth?.expiresAt ?? Infinity) <= now() + spareMs) {
    return undefined;
  }
  const token = unseal(config.secretKey, sealedValue, String(_id));
  return token === refused ? undefined : token;
}

async function renew(
  context: ServerContext,
  { _id, workspaceId, name }: StoredSecret,
  owner: string,
  refused: string | undefined,
): Promise<string> {
  const all = secrets(context.connection).in(workspaceId);
  const deadline = Date.now() + 2 * lockMs;
  for (;;) {
    const now = context.now();
    const locked = await all.findOneAndUpdate(
      {
        _id,
        $or: [{ "oauth.renewing": { $exists: false } }, { "oauth.renewing.until": { $lte: now } }],
      },
      { $set: { "oauth.renewing": { owner, until: now + lockMs } } },
    );
    const current = locked ?? (await all.findById(_id));
    if (!current?.oauth) {
      throw new SecretRefused("missing", name, `The account "${name}" is not connected any more`);
    }
    const found = tokenIn(context, current, refused, locked ? earlyMs : 0);
    if (found !== undefined) {
      await unlock(locked);
      return found;
    }
    if (current.oauth.lost !== undefined) {
      await unlock(locked);
      throw lost(name);
    }
    if (locked) {
      try {
        const token = await renewLocked(context, locked, refused);
        if (token !== undefined) {
          return token;
        }
      } finally {
        await unlock(locked);
      }
    } else if (Date.now() > deadline) {
      throw busy(name);
    }
    await pause(lookEveryMs);
  }

  async function unlock(locked: StoredSecret | undefined): Promise<void> {
    if (locked) {
      await all.updateOne(
        { _id, "oauth.renewing.owner": owner },
        { $unset: { "oauth.renewing": 1 } },
      );
    }
  }
}

/** Renews under the lock; undefined where a member connected the account again meanwhile. */
async function renewLocked(
  context: ServerContext,
  secret: StoredSecret,
  refused: string | undefined,
): Promise<string | undefined> {
  const { _id, workspaceId, name, oauth } = secret;
  const { config, now, log } = context;
  const { sealedRefresh, provider } = oauth ?? {};
  if (sealedRefresh === undefined || provider === undefined) {
    return giveUp(context, secret, "The access has ended");
  }
  const app = await findOauthApp(context, workspaceId, provider);
  if (!app) {
    throw new SecretRefused(
      "busy",
      name,
      `The client id and secret of ${provider} are not set any more`,
    );
  }
  try {
    const refreshToken = unseal(config.secretKey, sealedRefresh, refreshBinding(_id));
    const tokens = await refreshOauth(app, refreshToken);
    const id = String(_id);
    const { matched } = await secrets(context.connection)
      .in(workspaceId)
      .updateOne(
        { _id, "oauth.sealedRefresh": sealedRefresh },
        {
          $set: {
            sealedValue: seal(config.secretKey, tokens.accessToken, id),
            changedAt: now(),
            "oauth.expiresAt": now() + (tokens.expiresIn ?? 3_600) * 1_000,
            "oauth.sealedRefresh":
              tokens.refreshToken === undefined
                ? sealedRefresh
                : seal(config.secretKey, tokens.refreshToken, refreshBinding(_id)),
          },
        },
      );
    return matched > 0 ? tokens.accessToken : undefined;
  } catch (error) {
    if (!(error instanceof OauthFailure)) {
      throw error;
    }
    if (error.problem === "expired") {
      return giveUp(context, secret, error.message);
    }
    log.warn({ err: error, provider, workspaceId }, "failed to renew a service's access token");
    const old = tokenIn(context, secret, refused, 0);
    if (old === undefined) {
      throw busy(name);
    }
    return old;
  }
}

/** Notes that a member must connect the account again, and tells the workspace once. */
async function giveUp(
  context: ServerContext,
  { _id, workspaceId, name, oauth, sealedValue }: StoredSecret,
  why: string,
): Promise<undefined> {
  const { modified } = await secrets(context.connection)
    .in(workspaceId)
    .updateOne(
      { _id, sealedValue, "oauth.lost": { $exists: false } },
      { $set: { "oauth.lost": why.slice(0, 200) } },
    );
  if (modified > 0) {
    const message = `${oauth?.account || name} (${oauth?.provider})`;
    await raiseAlert(context, workspaceId, { code: "service.needs-reconnecting", message });
  }
  return undefined;
}

function lost(name: string): SecretRefused {
  const message = `The account "${name}" must be connected again`;
  return new SecretRefused("disconnected", name, message);
}

function busy(name: string): SecretRefused {
  return new SecretRefused("busy", name, `The service of "${name}" gives no access token now`);
}
