import type { Static, TObject } from "typebox";
import type { HttpCall, HttpReply } from "./http-call.ts";
import type { SendFailure } from "./send-failure.ts";

/**
 * CONTRACT. How a channel's credentials are renewed before they expire. The server calls the platform for one process at a time and
 * stores what it gets before anything uses it, because a platform may take a refresh token only once.
 */
export interface Renewal<S extends TObject = TObject> {
  /** The settings that a renewal replaces. All of them are secret. */
  readonly replaces: readonly (keyof Static<S> & string)[];
  /** When to renew; undefined where these settings cannot be renewed. */
  readonly when: (settings: Static<S>, known: CredentialAge) => RenewalTimes | undefined;
  readonly ask: (settings: Static<S>) => HttpCall;
  /** `busy` and `unknown` are tried again later. After any other failure a member must enter new credentials. `now` in epoch milliseconds. */
  readonly read: (reply: HttpReply, now: number) => RenewalResult<S>;
}

/** The known times of credentials, in epoch milliseconds. */
export interface CredentialAge {
  /** When a member entered them. */
  readonly givenAt: number;
  readonly renewedAt?: number;
  /** When they expire, as the last renewal told. */
  readonly expiresAt?: number;
}

/** In epoch milliseconds. Between the two the credentials work, and are renewed beside the work. */
export interface RenewalTimes {
  readonly due: number;
  readonly expires: number;
}

/** The result of a renewal. */
export type RenewalResult<S extends TObject = TObject> =
  | {
      readonly ok: true;
      readonly settings: Readonly<Partial<Static<S>>>;
      /** Epoch milliseconds. */
      readonly expiresAt: number;
    }
  | { readonly ok: false; readonly failure: SendFailure };
