import mongoose from "mongoose";
import { defineModel, type Kept } from "../store/define-model.ts";

/** How a session was opened, where it was not with a password. Such a session needs no second factor. */
export type SignInWay = "sso" | "passkey";

/** A session of an account in one browser. */
interface SessionFields {
  tokenHash: string;
  accountId: mongoose.Types.ObjectId;
  /** The open workspace; null while the account has none. */
  workspaceId: mongoose.Types.ObjectId | null;
  createdAt: Date;
  usedAt: Date;
  expiresAt: Date;
  address: string;
  browser: string;
  /** The workspace demands a second factor, and the account has none. */
  locked?: boolean;
  /** The membership of support that the audit log knows to be used in this session. */
  supportMemberId?: string;
  /** How the session was opened; absent: with a password. */
  way?: SignInWay;
}
export type Session = Kept<SessionFields>;

const { ObjectId } = mongoose.Types;

/** The sessions of a connection. */
export const sessions = defineModel<SessionFields>(
  "sessions",
  {
    tokenHash: String,
    accountId: ObjectId,
    workspaceId: ObjectId,
    createdAt: Date,
    usedAt: Date,
    expiresAt: Date,
    address: String,
    browser: String,
    locked: Boolean,
    supportMemberId: String,
    way: String,
  },
  [
    [{ tokenHash: 1 }, { unique: true }],
    [{ accountId: 1, usedAt: -1 }],
    [{ expiresAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);
