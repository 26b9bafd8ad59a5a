import { defined } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type OauthState, refreshBinding } from "../../records/oauth-state.ts";
import { mostSecrets, type StoredSecret, secrets } from "../../records/secret-model.ts";
import type { OauthApp, OauthTokens } from "../../secrets/oauth-client.ts";
import { oauthAddress, oauthProviders } from "../../secrets/oauth-provider.ts";
import { seal } from "../../secrets/secret-box.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";

/** The tokens of a service, and the connected account that they are for. Without `serviceId` the account is new. */
export interface GivenService {
  readonly app: OauthApp;
  readonly serviceId: string | undefined;
  readonly tokens: OauthTokens;
  readonly account: string;
}

/** Keeps the tokens of an account in the vault, encrypted. Throws `NotFound` where the account was disconnected meanwhile. */
export async function storeService(
  { connection, config, now }: ServerContext,
  workspaceId: string,
  { app, serviceId, tokens, account }: GivenService,
): Promise<StoredSecret> {
  const { provider, base } = app;
  const facts = oauthProviders[provider];
  const vault = secrets(connection).in(workspaceId);
  const _id = new mongoose.Types.ObjectId(serviceId);
  const at = now();
  const { accessToken, refreshToken, expiresIn } = tokens;
  const oauth: OauthState = defined({
    provider,
    account,
    scopes: tokens.scopes ?? [...facts.scopes, ...app.scopes],
    sealedRefresh:
      refreshToken === undefined
        ? undefined
        : seal(config.secretKey, refreshToken, refreshBinding(_id)),
    expiresAt: expiresIn === undefined ? undefined : at + expiresIn * 1_000,
  });
  const fields = {
    sealedValue: seal(config.secretKey, accessToken, String(_id)),
    hosts: base === undefined ? facts.hosts : [new URL(oauthAddress(facts.token, base)).host],
    createdAt: at,
    changedAt: at,
    oauth,
  };
  if (serviceId !== undefined) {
    const changed = await vault.findOneAndUpdate({ _id, kind: "oauth" }, { $set: fields });
    if (!changed) {
      throw new NotFound("service");
    }
    return changed;
  }
  for (let number = 1; number <= mostSecrets; number++) {
    const name = number === 1 ? provider : `${provider}_${number}`;
    try {
      return await vault.insert({ _id, ...fields, name, kind: "oauth", note: "" });
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error;
      }
    }
  }
  throw new Conflict("secret.too-many", `A workspace has at most ${mostSecrets} secrets`);
}
