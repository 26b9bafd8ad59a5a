import { type ServiceProvider, serviceProviders } from "@chatloom/api-schema";
import type { OauthApp } from "../secrets/oauth-client.ts";

/** The settings of one service from the environment: its client and its address. */
export interface OauthSettings {
  /** Undefined: workspaces bring their own. */
  readonly client: Pick<OauthApp, "clientId" | "clientSecret"> | undefined;
  readonly scopes: readonly string[];
  readonly base: string | undefined;
}

type Read = (name: string) => string | undefined;
type Refuse = (variable: string, expected: string) => never;

/** Reads `OAUTH_GOOGLE_CLIENT_ID` and its like, for each service that members connect. */
export function readOauth(
  read: Read,
  refuse: Refuse,
): Readonly<Record<ServiceProvider, OauthSettings>> {
  const of = (provider: ServiceProvider) => readProvider(provider.toUpperCase(), read, refuse);
  const entries = serviceProviders.map((it) => [it, of(it)] as const);
  return Object.fromEntries(entries) as Record<ServiceProvider, OauthSettings>;
}

function readProvider(name: string, read: Read, refuse: Refuse): OauthSettings {
  const variable = (part: string) => `OAUTH_${name}_${part}`;
  const clientId = read(variable("CLIENT_ID"));
  const clientSecret = read(variable("CLIENT_SECRET"));
  const scopes = (read(variable("SCOPES")) ?? "").split(/[\s,]+/).filter(Boolean);
  const base = read(variable("URL"));
  if ((clientId === undefined) !== (clientSecret === undefined)) {
    const [there, missing] = clientId === undefined ? ["SECRET", "ID"] : ["ID", "SECRET"];
    refuse(variable(`CLIENT_${missing}`), `must be set when ${variable(`CLIENT_${there}`)} is`);
  }
  if (base !== undefined && (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol))) {
    refuse(variable("URL"), "must be an origin such as https://proxy.example.com");
  }
  return {
    client:
      clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret },
    scopes,
    base: base === undefined ? undefined : new URL(base).origin,
  };
}
