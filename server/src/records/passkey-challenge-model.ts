import { defineModel } from "../store/define-model.ts";

/** A challenge that a device has to sign. It works once. */
interface PasskeyChallengeFields {
  /** The hash of the challenge. */
  _id: string;
  /** The account that adds a passkey; absent at sign-in. */
  accountId?: string;
  expiresAt: Date;
}

/** The open challenges of a connection. */
export const passkeyChallenges = defineModel<PasskeyChallengeFields, string>(
  "passkeyChallenges",
  { _id: String, accountId: String, expiresAt: Date },
  [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]],
);
