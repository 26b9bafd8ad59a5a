import type { ScreenLanguage } from "@chatloom/api-schema";
import { defineModel, type Kept } from "../store/define-model.ts";

/** A person who can sign in. Their memberships in workspaces say what they may do. */
export interface AccountFields {
  name: string;
  /** Lower case; unique. */
  email: string;
  passwordHash: string;
  language: ScreenLanguage;
  createdAt: Date;
  /** Whether the person has seen or declined the tour of the studio. */
  tourEnded?: boolean;
  /** Set on the first account, so that set-up can happen only once. */
  founder?: true;
  /** The second factor; absent: none. */
  totp?: SecondFactor;
  /** The secret of an authenticator app that has not shown a code yet. Encrypted. */
  pendingTotp?: string;
  /** The passkeys that open this account. */
  passkeys?: StoredPasskey[];
  /** The person at the identity provider: issuer and subject, with a space between them. */
  sso?: string;
  /** The link that sets a new password. */
  passwordLink?: { tokenHash: string; expiresAt: Date };
}
/** A passkey: the public half of a key pair on a device. */
export interface StoredPasskey {
  /** The credential's id, base64url. */
  readonly id: string;
  readonly name: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** The device's count of signatures; a lower one tells of a copy. */
  readonly counter: number;
  readonly synced: boolean;
  readonly createdAt: Date;
  readonly usedAt?: Date;
}
/** An authenticator app that knows a secret. */
interface SecondFactor {
  /** Encrypted, and bound to the account's id. */
  readonly secret: string;
  /** The newest time step whose code was used: no code works twice. */
  readonly lastStep: number;
  /** Hashes of the recovery codes that are left. */
  readonly recoveryHashes: readonly string[];
}
export type Account = Kept<AccountFields>;

/** The accounts of a connection. */
export const accounts = defineModel<AccountFields>(
  "accounts",
  {
    name: String,
    email: String,
    passwordHash: String,
    language: String,
    createdAt: Date,
    founder: Boolean,
    tourEnded: Boolean,
    totp: Object,
    pendingTotp: String,
    sso: String,
    passkeys: [
      {
        _id: false,
        id: String,
        name: String,
        publicKey: String,
        counter: Number,
        synced: Boolean,
        createdAt: Date,
        usedAt: Date,
      },
    ],
    passwordLink: Object,
  },
  [
    [{ email: 1 }, { unique: true }],
    [{ "passwordLink.tokenHash": 1 }, { sparse: true }],
    [{ "passkeys.id": 1 }, { sparse: true }],
    [{ sso: 1 }, { unique: true, sparse: true }],
    [{ founder: 1 }, { unique: true, sparse: true }],
  ],
);

/** Normalises an e-mail address. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
