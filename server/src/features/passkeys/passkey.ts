import { defined } from "@chatloom/flows-schema";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { DomainError } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type Account, accounts, type StoredPasskey } from "../../records/account.ts";
import { passkeyChallenges } from "../../records/passkey-challenge-model.ts";
import { hashToken } from "../../secrets/token.ts";

const patienceMs = 5 * 60_000;

/** Loads the library when it is needed: its parsers of certificates are a tenth of what a server loads at start. */
const webAuthn = () => import("@simplewebauthn/server");

/** The party that passkeys are made for: the host of this installation's public address. */
function partyOf({ config }: ServerContext): { readonly id: string; readonly origin: string } {
  const { hostname, origin } = new URL(config.publicUrl);
  return { id: hostname, origin };
}

/** Gives what a browser needs to make a passkey for an account. */
export async function registrationOptions(context: ServerContext, account: Account) {
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    rpName: "Chatloom",
    rpID: partyOf(context).id,
    userName: account.email,
    userDisplayName: account.name,
    userID: new TextEncoder().encode(String(account._id)),
    attestationType: "none",
    excludeCredentials: (account.passkeys ?? []).map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    timeout: patienceMs,
  });
  await keep(context, options.challenge, String(account._id));
  return options;
}

/** Gives what a browser needs to sign in with any passkey of this installation. */
export async function authenticationOptions(context: ServerContext) {
  const { generateAuthenticationOptions } = await webAuthn();
  const options = await generateAuthenticationOptions({
    rpID: partyOf(context).id,
    userVerification: "required",
    timeout: patienceMs,
  });
  await keep(context, options.challenge, undefined);
  return options;
}

/** Checks what a browser answers to `registrationOptions`. Throws `passkey.invalid`. */
export async function readRegistration(
  context: ServerContext,
  accountId: string,
  response: unknown,
): Promise<Omit<StoredPasskey, "name" | "createdAt">> {
  const party = partyOf(context);
  const { verifyRegistrationResponse } = await webAuthn();
  const verified = await checked(() =>
    verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: (challenge) => take(context, challenge, accountId),
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    }),
  );
  if (!verified.verified) {
    throw invalid();
  }
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return {
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString("base64url"),
    counter: credential.counter,
    synced: credentialBackedUp,
  };
}

/** Finds the account whose passkey signed the challenge. Throws `passkey.invalid`. */
export async function readAuthentication(
  context: ServerContext,
  response: unknown,
): Promise<Account> {
  const model = accounts(context.connection);
  const id = (response as { readonly id?: unknown } | null)?.id;
  const account =
    typeof id === "string" ? await model.findOne({ "passkeys.id": id }).lean() : undefined;
  const passkey = account?.passkeys?.find((it) => it.id === id);
  if (!account || !passkey) {
    throw invalid();
  }
  const party = partyOf(context);
  const { verifyAuthenticationResponse } = await webAuthn();
  const verified = await checked(() =>
    verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => take(context, challenge, undefined),
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
        counter: passkey.counter,
      },
    }),
  );
  if (!verified.verified) {
    throw invalid();
  }
  const used = {
    "passkeys.$.counter": verified.authenticationInfo.newCounter,
    "passkeys.$.usedAt": new Date(context.now()),
  };
  await model.updateOne({ _id: account._id, "passkeys.id": passkey.id }, { $set: used });
  return account;
}

async function keep(
  { connection, now }: ServerContext,
  challenge: string,
  accountId: string | undefined,
): Promise<void> {
  await passkeyChallenges(connection).create({
    _id: hashToken(challenge),
    ...defined({ accountId }),
    expiresAt: new Date(now() + patienceMs),
  });
}

/** Uses a challenge up; says whether it was open, and for this purpose. */
async function take(
  { connection, now }: ServerContext,
  challenge: string,
  accountId: string | undefined,
): Promise<boolean> {
  const found = await passkeyChallenges(connection)
    .findOneAndDelete({ _id: hashToken(challenge) })
    .lean();
  return found !== null && found.accountId === accountId && found.expiresAt.getTime() > now();
}

/** Whatever a stranger sends may be malformed in any way. */
async function checked<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch {
    throw invalid();
  }
}

function invalid(): DomainError {
  return new DomainError(
    "forbidden",
    "passkey.invalid",
    "This passkey is not known here, or its answer came too late",
  );
}
