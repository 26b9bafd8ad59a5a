import type { ServiceProblem, ServiceProvider } from "@chatloom/api-schema";
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  genericGrantRequest,
  ResponseBodyError,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  type TokenEndpointResponse,
  tokenRevocation,
} from "openid-client";
import { type OauthProvider, oauthAddress, oauthProviders } from "./oauth-provider.ts";

/** A registered client of a service. */
export interface OauthApp {
  readonly provider: ServiceProvider;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Beside those that the product needs. */
  readonly scopes: readonly string[];
  /** The origin of all addresses of the service; undefined: its own. */
  readonly base: string | undefined;
}

/** The tokens that a service answered with. */
export interface OauthTokens {
  readonly accessToken: string;
  /** Undefined: the one before stays valid, or there is none. */
  readonly refreshToken: string | undefined;
  /** Seconds that the access token lives; undefined: the service does not say. */
  readonly expiresIn: number | undefined;
  readonly scopes: readonly string[] | undefined;
}

/** The address that a browser is sent to, and the values that its return must match. */
export interface OauthStart {
  readonly address: string;
  readonly state: string;
  readonly verifier: string;
}

/** A service gave no tokens. The message is for logs. */
export class OauthFailure extends Error {
  readonly problem: ServiceProblem;

  constructor(problem: ServiceProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

const timeoutSeconds = 10;

/** Makes the address at the service where somebody allows the access. */
export async function beginOauth(app: OauthApp, redirectUri: string): Promise<OauthStart> {
  const facts = oauthProviders[app.provider];
  const verifier = randomPKCECodeVerifier();
  const state = randomState();
  const address = buildAuthorizationUrl(configurationOf(app, facts), {
    redirect_uri: redirectUri,
    scope: [...new Set([...facts.scopes, ...app.scopes])].join(" "),
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    ...facts.parameters,
  });
  return { address: address.href, state, verifier };
}

/** Exchanges what the browser came back with. Throws `OauthFailure`. */
export async function finishOauth(
  app: OauthApp,
  callback: URL,
  { state, verifier }: Pick<OauthStart, "state" | "verifier">,
): Promise<{ readonly tokens: OauthTokens; readonly account: string }> {
  const facts = oauthProviders[app.provider];
  const config = configurationOf(app, facts);
  return explained(async () => {
    const first = await authorizationCodeGrant(config, callback, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    const claims = first.claims();
    const granted = facts.longLived
      ? await genericGrantRequest(config, facts.longLived, {
          [facts.longLived]: first.access_token,
        })
      : first;
    const tokens = tokensOf(granted);
    if (facts.needed !== undefined && !(tokens.scopes?.includes(facts.needed) ?? true)) {
      throw new OauthFailure("scope", `The account did not allow ${facts.needed}`);
    }
    const told = claims?.email ?? granted.hub_id ?? (await profileName(app, facts, tokens));
    return { tokens, account: String(told ?? "").slice(0, 200) };
  });
}

/** Gets a new access token. Throws `OauthFailure`; `expired`: the service takes this refresh token no more. */
export function refreshOauth(app: OauthApp, refreshToken: string): Promise<OauthTokens> {
  const config = configurationOf(app, oauthProviders[app.provider]);
  return explained(async () => tokensOf(await refreshTokenGrant(config, refreshToken)));
}

/** Withdraws tokens at the service. Throws `OauthFailure`. */
export function revokeOauth(
  app: OauthApp,
  { accessToken, refreshToken }: Pick<OauthTokens, "accessToken" | "refreshToken">,
): Promise<void> {
  const facts = oauthProviders[app.provider];
  return explained(async () => {
    if (facts.revoke !== undefined) {
      return tokenRevocation(configurationOf(app, facts), refreshToken ?? accessToken);
    }
    const answer = await fetch(oauthAddress(facts.permissions ?? "", app.base), {
      method: "DELETE",
      headers: { authorization: `Bearer ${accessToken}` },
      signal: AbortSignal.timeout(timeoutSeconds * 1_000),
    });
    await answer.body?.cancel();
    if (!answer.ok) {
      throw new OauthFailure("refused", `The service answered ${answer.status}`);
    }
  });
}

function configurationOf(app: OauthApp, facts: OauthProvider): Configuration {
  const { clientId, clientSecret, base } = app;
  const metadata = {
    issuer: facts.issuer,
    authorization_endpoint: oauthAddress(facts.authorize, base),
    token_endpoint: oauthAddress(facts.token, base),
  };
  const server =
    facts.revoke === undefined
      ? metadata
      : { ...metadata, revocation_endpoint: oauthAddress(facts.revoke, base) };
  const config = new Configuration(server, clientId, undefined, ClientSecretPost(clientSecret));
  if (base?.startsWith("http:")) {
    allowInsecureRequests(config);
  }
  config.timeout = timeoutSeconds;
  return config;
}

function tokensOf(answer: TokenEndpointResponse): OauthTokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresIn: answer.expires_in,
    scopes: answer.scope?.split(/[\s,]+/).filter(Boolean),
  };
}

async function profileName(app: OauthApp, { profile }: OauthProvider, tokens: OauthTokens) {
  if (profile === undefined) {
    return undefined;
  }
  const answer = await fetch(oauthAddress(profile, app.base), {
    headers: { authorization: `Bearer ${tokens.accessToken}` },
    signal: AbortSignal.timeout(timeoutSeconds * 1_000),
  });
  const { name } = (await answer.json()) as { readonly name?: unknown };
  return answer.ok && typeof name === "string" ? name : undefined;
}

async function explained<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof OauthFailure) {
      throw error;
    }
    throw new OauthFailure(problemOf(error), error instanceof Error ? error.message : "unknown");
  }
}

function problemOf(error: unknown): ServiceProblem {
  if (error instanceof AuthorizationResponseError) {
    const passing = ["server_error", "temporarily_unavailable"].includes(error.error);
    return error.error === "access_denied" ? "denied" : passing ? "unavailable" : "refused";
  }
  if (error instanceof ResponseBodyError && error.status < 500) {
    return error.error === "invalid_grant" ? "expired" : "refused";
  }
  // The library passes on an answer that is not of OAuth, such as Meta's errors; 400 then means the code or the token.
  const { cause } = error as { readonly cause?: unknown };
  if (cause instanceof Response) {
    const final = cause.status < 500 && cause.status !== 429;
    return cause.status === 400 ? "expired" : final ? "refused" : "unavailable";
  }
  const { code } = error as { readonly code?: unknown };
  return code === "OAUTH_INVALID_RESPONSE" || code === "OAUTH_JWT_CLAIM_COMPARISON_FAILED"
    ? "refused"
    : "unavailable";
}
