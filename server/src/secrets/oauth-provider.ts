import type { ServiceProvider } from "@chatloom/api-schema";

/** The facts of a service that gives tokens by OAuth 2.0 (authorisation code). */
export interface OauthProvider {
  /** Of its ID tokens, where it sends any. */
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  /** Where tokens are withdrawn (RFC 7009); undefined: with a DELETE of `permissions`. */
  readonly revoke: string | undefined;
  /** Where an account withdraws what it allowed, with its access token. */
  readonly permissions?: string;
  /** Where the account's name is read; undefined: the token's answer says it. */
  readonly profile?: string;
  readonly scopes: readonly string[];
  /** The scope without which the connection is of no use. */
  readonly needed: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** Exchanges the first token for one that lives longer; the name of the grant is that of its parameter too. */
  readonly longLived?: string;
  /** The hosts that access tokens may be sent to. */
  readonly hosts: readonly string[];
}

/**
 * The known services. Sources: Google "OAuth 2.0 for web server applications" and its discovery document; HubSpot "OAuth v3"; Meta
 * "Manually build a login flow" and "Long-lived access tokens".
 */
export const oauthProviders: Readonly<Record<ServiceProvider, OauthProvider>> = {
  google: {
    issuer: "https://accounts.google.com",
    authorize: "https://accounts.google.com/o/oauth2/v2/auth",
    token: "https://oauth2.googleapis.com/token",
    revoke: "https://oauth2.googleapis.com/revoke",
    scopes: ["openid", "email", "https://www.googleapis.com/auth/spreadsheets"],
    needed: "https://www.googleapis.com/auth/spreadsheets",
    // Without `consent` Google sends a refresh token only the first time.
    parameters: { access_type: "offline", prompt: "consent" },
    hosts: ["sheets.googleapis.com", "www.googleapis.com"],
  },
  hubspot: {
    issuer: "https://app.hubspot.com",
    authorize: "https://app.hubspot.com/oauth/authorize",
    token: "https://api.hubapi.com/oauth/v3/token",
    revoke: "https://api.hubapi.com/oauth/v3/token/revoke",
    scopes: [
      "oauth",
      "crm.objects.contacts.read",
      "crm.objects.contacts.write",
      "crm.schemas.contacts.read",
      "crm.lists.read",
    ],
    needed: undefined,
    parameters: {},
    hosts: ["api.hubapi.com"],
  },
  meta: {
    issuer: "https://www.facebook.com",
    authorize: "https://www.facebook.com/v23.0/dialog/oauth",
    token: "https://graph.facebook.com/v23.0/oauth/access_token",
    revoke: undefined,
    permissions: "https://graph.facebook.com/v23.0/me/permissions",
    profile: "https://graph.facebook.com/v23.0/me?fields=name",
    scopes: ["public_profile", "pages_show_list"],
    needed: undefined,
    parameters: {},
    longLived: "fb_exchange_token",
    hosts: ["graph.facebook.com"],
  },
};

/** Returns an address of a service, at another origin where `base` names one. */
export function oauthAddress(address: string, base: string | undefined): string {
  if (base === undefined) {
    return address;
  }
  const { pathname, search } = new URL(address);
  return base + pathname + search;
}
