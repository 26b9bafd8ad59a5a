import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import type { OidcSettings } from "../../context/read-oidc.ts";

/** What protects one sign-in, from its beginning to its callback. */
export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The identity provider said who somebody is. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The identity provider as the sign-in uses it. Its configuration is read when it is first needed. */
export interface OidcProvider {
  /** Begins a sign-in: the address to send the browser to, and what its callback must fit. Throws where the provider cannot be reached. */
  begin(): Promise<{ readonly url: URL; readonly checks: SignInChecks }>;
  /** Exchanges the code of a callback and checks the ID token: signature, issuer, audience, times, nonce. Throws where anything differs. */
  finish(callback: URL, checks: SignInChecks): Promise<Identity>;
}

const refreshMs = 3_600_000;

/** Makes the provider of the settings. `redirectUri` is the callback's address, as it is registered there. */
export function createOidcProvider(
  settings: OidcSettings,
  redirectUri: string,
  now: () => number,
): OidcProvider {
  let known: { readonly at: number; readonly reading: Promise<Configuration> } | undefined;

  function configuration(): Promise<Configuration> {
    if (!known || now() - known.at > refreshMs) {
      const reading = readConfiguration(settings);
      known = { at: now(), reading };
      reading.catch(() => {
        known = undefined;
      });
    }
    return known.reading;
  }

  return {
    async begin() {
      const config = await configuration();
      const checks = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
      };
      const url = buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: ["openid", "profile", "email", ...settings.scopes].join(" "),
        code_challenge: await calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: "S256",
        state: checks.state,
        nonce: checks.nonce,
      });
      return { url, checks };
    },
    async finish(callback, { state, nonce, verifier }) {
      const config = await configuration();
      const tokens = await authorizationCodeGrant(config, callback, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) {
        throw new Error("The provider sent no ID token");
      }
      // Some providers tell e-mail address and groups only there.
      const more = config.serverMetadata().userinfo_endpoint
        ? await fetchUserInfo(config, tokens.access_token, claims.sub)
        : {};
      return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims } };
    },
  };
}

async function readConfiguration({
  issuer,
  clientId,
  clientSecret,
}: OidcSettings): Promise<Configuration> {
  const address = new URL(issuer);
  const local = address.protocol === "http:";
  const found = await discovery(address, clientId, undefined, None(), {
    execute: local ? [allowInsecureRequests] : [],
    timeout: 10,
  });
  const metadata = found.serverMetadata();
  // Providers that say nothing take basic auth (OpenID Connect Discovery 1.0, section 3).
  const methods = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const authentication = methods.includes("client_secret_basic")
    ? ClientSecretBasic(clientSecret)
    : ClientSecretPost(clientSecret);
  const config = new Configuration(metadata, clientId, clientSecret, authentication);
  if (local) {
    allowInsecureRequests(config);
  }
  // Without it the library trusts the connection, and does not check the signature of an ID token.
  enableNonRepudiationChecks(config);
  config.timeout = 10;
  return config;
}
