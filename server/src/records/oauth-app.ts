import type { ServiceProvider } from "@chatloom/api-schema";
import { allowsHost } from "@chatloom/flows-schema";
import type { ServerContext } from "../context/server-context.ts";
import type { OauthApp } from "../secrets/oauth-client.ts";
import { oauthAddress, oauthProviders } from "../secrets/oauth-provider.ts";
import { unseal } from "../secrets/secret-box.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { secrets } from "./secret-model.ts";

/** The secret of the vault (user and password) with a workspace's own client id and secret. */
export function appSecretOf(provider: ServiceProvider): string {
  return `${provider}_app`;
}

/** The host that this secret must allow. */
export function appHostOf(
  { config }: Pick<ServerContext, "config">,
  provider: ServiceProvider,
): string {
  const base = config.oauth?.[provider].base;
  return new URL(oauthAddress(oauthProviders[provider].token, base)).host;
}

/** Finds the client that a workspace signs in to a service with: its own, or that of the environment. */
export async function findOauthApp(
  context: Pick<ServerContext, "connection" | "config">,
  workspaceId: string | ObjectId,
  provider: ServiceProvider,
): Promise<OauthApp | undefined> {
  const { connection, config } = context;
  const { client, scopes = [], base } = config.oauth?.[provider] ?? {};
  const found = await secrets(connection)
    .in(workspaceId)
    .findOne({ name: appSecretOf(provider), kind: "basic" });
  if (found && allowsHost(found.hosts, appHostOf(context, provider))) {
    const value = unseal(config.secretKey, found.sealedValue, String(found._id));
    const [clientId = "", ...rest] = value.split(":");
    return { provider, clientId, clientSecret: rest.join(":"), scopes, base };
  }
  return client && { provider, ...client, scopes, base };
}
