import { randomInt } from "node:crypto";
import { generateSecret, generateURI, verify } from "otplib";
import type { ServerContext } from "../../context/server-context.ts";
import { type Account, accounts } from "../../records/account.ts";
import { seal, unseal } from "../../secrets/secret-box.ts";
import { hashToken } from "../../secrets/token.ts";
import { accountErrors } from "./errors.ts";

/** Clocks of phones may be off by one step. */
const toleranceSeconds = 30;
const recoveryCount = 10;
/** Without characters that look alike. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/** Makes a secret for an authenticator app and stores it until the app shows its first code. */
export async function beginSecondFactor(
  { connection, config }: ServerContext,
  { id, email }: { readonly id: string; readonly email: string },
): Promise<{ secret: string; uri: string }> {
  const secret = generateSecret();
  const pendingTotp = seal(config.secretKey, secret, id);
  await accounts(connection).updateOne({ _id: id }, { $set: { pendingTotp } });
  return { secret, uri: generateURI({ issuer: "Chatloom", label: email, secret }) };
}

/** Turns the second factor on if the code fits the stored secret. Returns the recovery codes; only their hashes are kept. */
export async function confirmSecondFactor(
  context: ServerContext,
  account: Account,
  code: string,
): Promise<string[]> {
  const { connection, config } = context;
  const { _id, pendingTotp } = account;
  if (!pendingTotp) {
    throw accountErrors.secondFactorNotBegun();
  }
  const step = await stepOf(context, unseal(config.secretKey, pendingTotp, String(_id)), code);
  if (step === undefined) {
    throw accountErrors.wrongCode();
  }
  const codes = newRecoveryCodes();
  const totp = { secret: pendingTotp, lastStep: step, recoveryHashes: codes.map(hashToken) };
  const { modifiedCount } = await accounts(connection).updateOne(
    { _id, pendingTotp },
    { $set: { totp }, $unset: { pendingTotp: 1 } },
  );
  if (modifiedCount === 0) {
    throw accountErrors.secondFactorNotBegun();
  }
  return codes;
}

/** Checks a code of the app, or uses up a recovery code. Throws where it is missing, wrong or used. An account without a second factor needs none. */
export async function checkSecondFactor(
  context: ServerContext,
  { _id, totp }: Account,
  code: string | undefined,
): Promise<void> {
  if (!totp) {
    return;
  }
  if (code === undefined) {
    throw accountErrors.codeNeeded();
  }
  const { connection, config } = context;
  const typed = code.replace(/\s/g, "").toLowerCase();
  const model = accounts(connection);
  if (/^\d{6}$/.test(typed)) {
    const step = await stepOf(context, unseal(config.secretKey, totp.secret, String(_id)), typed);
    // Of two requests with one code, one finds the step used.
    const used =
      step !== undefined &&
      (await model.updateOne(
        { _id, "totp.lastStep": { $lt: step } },
        { $set: { "totp.lastStep": step } },
      ));
    if (used && used.modifiedCount === 1) {
      return;
    }
    throw accountErrors.wrongCode();
  }
  const hash = hashToken(typed);
  const { modifiedCount } = await model.updateOne(
    { _id, "totp.recoveryHashes": hash },
    { $pull: { "totp.recoveryHashes": hash } },
  );
  if (modifiedCount === 0) {
    throw accountErrors.wrongCode();
  }
}

/** Replaces the recovery codes. */
export async function renewRecoveryCodes(
  { connection }: ServerContext,
  { _id }: Account,
): Promise<string[]> {
  const codes = newRecoveryCodes();
  const hashes = codes.map(hashToken);
  await accounts(connection).updateOne(
    { _id, totp: { $exists: true } },
    { $set: { "totp.recoveryHashes": hashes } },
  );
  return codes;
}

/** The time step of a code that fits; undefined if it does not. */
async function stepOf(
  { now }: Pick<ServerContext, "now">,
  secret: string,
  token: string,
): Promise<number | undefined> {
  if (!/^\d{6}$/.test(token)) {
    return undefined;
  }
  const epoch = Math.floor(now() / 1_000);
  const result = await verify({ secret, token, epoch, epochTolerance: toleranceSeconds });
  return result.valid && "timeStep" in result ? result.timeStep : undefined;
}

function newRecoveryCodes(): string[] {
  const letters = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]);
  return Array.from({ length: recoveryCount }, () => `${letters().join("")}-${letters().join("")}`);
}
