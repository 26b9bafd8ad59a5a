import { defineModel, type Kept } from "../store/define-model.ts";

/** A person who can sign in. Their memberships in workspaces say what they may do. */
export interface AccountFields {
  name: string;
  /** Lower case; unique. */
  email: string;
  passwordHash: string;
  language: "en" | "vi";
  createdAt: Date;
  /** Set on the first account, so that set-up can happen only once. */
  founder?: true;
  /** The second factor; absent: none. */
  totp?: SecondFactor;
  /** The secret of an authenticator app that has not shown a code yet. Encrypted. */
  pendingTotp?: string;
  /** The link that sets a new password. */
  passwordLink?: { tokenHash: string; expiresAt: Date };
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
    totp: Object,
    pendingTotp: String,
    passwordLink: Object,
  },
  [
    [{ email: 1 }, { unique: true }],
    [{ "passwordLink.tokenHash": 1 }, { sparse: true }],
    [{ founder: 1 }, { unique: true, sparse: true }],
  ],
);

/** Normalises an e-mail address. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
