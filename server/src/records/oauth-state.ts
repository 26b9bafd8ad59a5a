import type { ServiceProvider } from "@chatloom/api-schema";
import type { RenewalLock } from "./credential-state.ts";

/** A secret of the kind `oauth`: whose account it is, and how its access token is renewed. Times are epoch milliseconds. */
export interface OauthState {
  readonly provider: ServiceProvider;
  /** The account's name at the service. */
  readonly account: string;
  readonly scopes: readonly string[];
  /** The refresh token, encrypted and bound to the id; absent where the service gives none. */
  readonly sealedRefresh?: string;
  /** When the access token ends; absent: never. */
  readonly expiresAt?: number;
  /** Why a member must connect it again. */
  readonly lost?: string;
  /** The process that renews the access token now. */
  readonly renewing?: RenewalLock;
}

/** Returns the text that an encrypted refresh token is bound to, so that nobody can read it as an access token. */
export function refreshBinding(id: unknown): string {
  return `${String(id)}:refresh`;
}
