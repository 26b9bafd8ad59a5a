import {
  type ConnectedService,
  pages,
  routes,
  type ServiceProvider,
  serviceProviders,
} from "@chatloom/api-schema";
import type { Request, Router } from "express";
import { Conflict, DomainError, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import { callerOf } from "../../http/caller.ts";
import { requestErrors } from "../../http/errors.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { crmsOfAccount } from "../../records/crm-sign-in.ts";
import { appHostOf, appSecretOf, findOauthApp } from "../../records/oauth-app.ts";
import { oauthAttempts } from "../../records/oauth-attempt-model.ts";
import { refreshBinding } from "../../records/oauth-state.ts";
import { mostSecrets, type StoredSecret, secrets } from "../../records/secret-model.ts";
import {
  beginOauth,
  finishOauth,
  type OauthApp,
  OauthFailure,
  revokeOauth,
} from "../../secrets/oauth-client.ts";
import { seal, unseal } from "../../secrets/secret-box.ts";
import { hashToken } from "../../secrets/token.ts";
import { storeService } from "./store-service.ts";

const declared = routes.connectedServices;
const kind = "oauth";
/** How long somebody may take at the service. */
const patienceMs = 15 * 60_000;

/** Adds the routes of accounts at other services. None of them answers a token. */
export function connectedServiceRoutes(api: Router, context: ServerContext): void {
  const { connection, config, now, log } = context;
  const redirectUri = config.publicUrl + pages.connectedService;

  answer(api, declared.listConnectedServices, async ({ workspaceId }) => {
    const found = await secrets(connection)
      .in(workspaceId)
      .find({ kind }, { sort: { name: 1 } });
    const ready = (it: ServiceProvider) => findOauthApp(context, workspaceId, it);
    return {
      items: found.map(present),
      providers: await Promise.all(
        serviceProviders.map(async (provider) => ({
          provider,
          ready: (await ready(provider)) !== undefined,
          appSecret: appSecretOf(provider),
          appHost: appHostOf(context, provider),
        })),
      ),
      redirectUri,
    };
  });

  answer(api, declared.beginConnectingService, async ({ workspaceId, body, request }) => {
    const { provider, serviceId } = body;
    const app = await appFor(workspaceId, provider);
    if (serviceId !== undefined) {
      const { oauth } = await find(workspaceId, serviceId);
      if (oauth?.provider !== provider) {
        throw new NotFound("service");
      }
    } else if ((await secrets(connection).in(workspaceId).count({}, mostSecrets)) >= mostSecrets) {
      throw new Conflict("secret.too-many", `A workspace has at most ${mostSecrets} secrets`);
    }
    const { address, state, verifier } = await beginOauth(app, redirectUri);
    const stateHash = hashToken(state);
    await oauthAttempts(connection)
      .in(workspaceId)
      .insert({
        stateHash,
        sessionId: sessionOf(request),
        provider,
        serviceId,
        sealedVerifier: seal(config.secretKey, verifier, stateHash),
        expiresAt: new Date(now() + patienceMs),
      });
    return { address };
  });

  answer(api, declared.finishConnectingService, async ({ workspaceId, body, request }) => {
    const callback = new URL(redirectUri);
    callback.search = body.query;
    const state = callback.searchParams.get("state") ?? "";
    const stateHash = hashToken(state);
    // A state works once, and only in the session that began with it.
    const attempt = await oauthAttempts(connection)
      .in(workspaceId)
      .findOneAndDelete({ stateHash, sessionId: sessionOf(request) });
    if (!attempt || attempt.expiresAt.getTime() <= now()) {
      throw refusal("expired");
    }
    const { provider, serviceId, sealedVerifier } = attempt;
    const app = await appFor(workspaceId, provider);
    const verifier = unseal(config.secretKey, sealedVerifier, stateHash);
    try {
      const given = await finishOauth(app, callback, { state, verifier });
      const stored = await storeService(context, workspaceId, { app, serviceId, ...given });
      // Connections that stopped because the account was lost go on.
      const users = await crmsOfAccount(context, workspaceId, stored.name);
      await channelAccounts(connection)
        .in(workspaceId)
        .updateMany({ _id: { $in: users.map((it) => it._id) } }, { $unset: { problem: 1 } });
      addAuditDetail(request, {
        object: { id: String(stored._id), name: stored.name },
        changes: [{ field: "account", after: `${provider} ${given.account}`.trim() }],
      });
      return present(stored);
    } catch (error) {
      if (!(error instanceof OauthFailure)) {
        throw error;
      }
      log.warn({ err: error, provider, workspaceId }, "failed to connect a service");
      throw refusal(error.problem);
    }
  });

  answer(api, declared.disconnectService, async ({ workspaceId, params, request }) => {
    const found = await find(workspaceId, params.serviceId);
    const { provider = "google", account } = found.oauth ?? {};
    const users = await crmsOfAccount(context, workspaceId, found.name);
    if (users.length > 0) {
      const names = users.map((it) => it.name).join(", ");
      throw new Conflict("service.in-use", `The account is used by ${names}`, { names });
    }
    await secrets(connection).in(workspaceId).deleteOne({ _id: found._id });
    addAuditDetail(request, {
      object: { id: String(found._id), name: found.name },
      changes: [{ field: "account", before: `${provider} ${account}`.trim() }],
    });
    const app = await findOauthApp(context, workspaceId, provider);
    return { withdrawn: app !== undefined && (await withdraw(app, found)) };
  });

  async function withdraw(app: OauthApp, { _id, sealedValue, oauth }: StoredSecret) {
    const { sealedRefresh } = oauth ?? {};
    try {
      await revokeOauth(app, {
        accessToken: unseal(config.secretKey, sealedValue, String(_id)),
        refreshToken: sealedRefresh && unseal(config.secretKey, sealedRefresh, refreshBinding(_id)),
      });
      return true;
    } catch (error) {
      log.warn({ err: error, provider: app.provider }, "failed to withdraw a service's tokens");
      return false;
    }
  }

  async function appFor(workspaceId: string, provider: ServiceProvider): Promise<OauthApp> {
    const app = await findOauthApp(context, workspaceId, provider);
    if (!app) {
      const message = `No client id and secret of ${provider} are set`;
      throw new Conflict("service.not-set-up", message, { provider });
    }
    return app;
  }

  async function find(workspaceId: string, serviceId: string): Promise<StoredSecret> {
    const found = await secrets(connection).in(workspaceId).findOne({ _id: serviceId, kind });
    if (!found) {
      throw new NotFound("service");
    }
    return found;
  }
}

function sessionOf(request: Request): string {
  const { sessionId } = callerOf(request) ?? {};
  if (sessionId === undefined) {
    throw requestErrors.sessionNeeded();
  }
  return sessionId;
}

const sentences = {
  denied: "The access was not allowed at the service",
  expired: "It took too long, was begun in another session, or was used before; begin again",
  scope: "The account did not allow everything that is needed; allow all of it",
  refused: "The service refused the client id, the secret or the address to come back to",
  unavailable: "The service cannot be reached now",
} as const;

function refusal(problem: keyof typeof sentences): DomainError {
  const kind = problem === "unavailable" ? "unavailable" : "conflict";
  return new DomainError(kind, `service.${problem}`, sentences[problem]);
}

function present({ _id, name, hosts, createdAt, usedAt, oauth }: StoredSecret): ConnectedService {
  const { provider = "google", account = "", scopes = [], expiresAt, lost } = oauth ?? {};
  const endsAt = oauth?.sealedRefresh === undefined ? expiresAt : undefined;
  return {
    id: String(_id),
    name,
    provider,
    account,
    hosts: [...hosts],
    scopes: [...scopes],
    connectedAt: new Date(createdAt).toISOString(),
    usedAt: usedAt === undefined ? undefined : new Date(usedAt).toISOString(),
    endsAt: endsAt === undefined ? undefined : new Date(endsAt).toISOString(),
    needsReconnecting: lost !== undefined,
  };
}
