import type { ServiceProvider } from "@chatloom/api-schema";
import { defineCollection } from "../store/scoped-model.ts";

/** A member went to a service to connect an account. It ends once, in the same session. */
interface OauthAttemptFields {
  /** The hash of the state that the service sends back. */
  readonly stateHash: string;
  readonly sessionId: string;
  readonly provider: ServiceProvider;
  /** The PKCE verifier, encrypted and bound to the hash. */
  readonly sealedVerifier: string;
  /** The connected account whose tokens are replaced. */
  readonly serviceId?: string | undefined;
  readonly expiresAt: Date;
}

/** The open attempts of a workspace. */
export const oauthAttempts = defineCollection<OauthAttemptFields>(
  "oauthAttempts",
  {
    stateHash: String,
    sessionId: String,
    provider: String,
    sealedVerifier: String,
    serviceId: String,
    expiresAt: Date,
  },
  [
    [{ workspaceId: 1, stateHash: 1 }, { unique: true }],
    [{ expiresAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);
