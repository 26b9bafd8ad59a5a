import type { Channel } from "../channels/channel.ts";
import { hashToken } from "../secrets/token.ts";

/** The stored state of credentials that the server renews. Times are in epoch milliseconds. */
export interface CredentialState {
  /** When a member or the environment gave them. */
  givenAt: number;
  /** Hashes of the entered values, by setting: entered again, they do not replace renewed values. */
  given?: Record<string, string>;
  renewedAt?: number;
  expiresAt?: number;
  /** Why they can no longer be renewed. */
  lost?: string;
}

/** The process that renews the credentials now. */
export interface RenewalLock {
  owner: string;
  /** Epoch milliseconds after which another process may. */
  until: number;
}

/** Returns the state of credentials; those that were never renewed are as old as the channel. */
export function credentialState({
  credentials,
  createdAt,
}: {
  readonly credentials?: CredentialState;
  readonly createdAt: Date;
}): CredentialState {
  return credentials ?? { givenAt: createdAt.getTime() };
}

/** The hashes of the settings that a renewal is about to replace. */
export function givenMarks(channel: Channel, settings: object): Record<string, string> {
  const values = settings as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    (channel.renew?.replaces ?? []).flatMap((name) => {
      const value = values[name];
      return typeof value === "string" && value !== "" ? [[name, hashToken(value)]] : [];
    }),
  );
}

/** Leaves out credentials that were entered before and have been renewed since: environment variables set them at every start. */
export function withoutOutdated(
  record: { readonly credentials?: CredentialState },
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const before = record.credentials?.given ?? {};
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => !(typeof value === "string" && before[name] === hashToken(value)),
    ),
  );
}
