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
  },
  [
    [{ email: 1 }, { unique: true }],
    [{ founder: 1 }, { unique: true, sparse: true }],
  ],
);

/** Normalises an e-mail address. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
