import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { Binary } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { defineCommand } from "./define-command.ts";
import { hmac, iterations, type SignInKeys } from "./sign-in-keys.ts";

/** The name of the only user. */
export const userName = "chatloom";

interface SignIn {
  nonce: string;
  authMessage: string;
  keys: SignInKeys;
}
const failed = (): Error => mongoError(18, "Authentication failed.");

/** The first step of SCRAM-SHA-256: the client's nonce for ours, the salt and the number of rounds. */
export const saslStart = defineCommand("saslStart", {
  kind: "read",
  options: { mechanism: "string", payload: "any", autoAuthorize: "ignored", options: "ignored" },
  run(call, { mechanism, payload }) {
    const keys = call.engine.signInKeys;
    if (mechanism !== "SCRAM-SHA-256") {
      throw mongoError(2, "Only the mechanism SCRAM-SHA-256 is available");
    }
    const [, bare, user, theirs] = /^n,,(n=([^,]*),r=([^,]+))/.exec(textOf(payload)) ?? [];
    if (!keys || user !== userName || !theirs) {
      throw failed();
    }
    const nonce = theirs + randomBytes(24).toString("base64");
    const first = `r=${nonce},s=${keys.salt.toString("base64")},i=${iterations}`;
    const signIn: SignIn = { nonce, authMessage: `${bare},${first}`, keys };
    call.connection.signIn = signIn;
    return { conversationId: 1, done: false, payload: new Binary(Buffer.from(first)) };
  },
});

/** Continues signing in: client and server prove that they know the password. */
export const saslContinue = defineCommand("saslContinue", {
  kind: "read",
  options: { conversationId: "ignored", payload: "any" },
  run(call, { payload }) {
    const signIn = call.connection.signIn as SignIn | undefined;
    if (!signIn) {
      throw mongoError(17, "No SASL session state found");
    }
    const [, final, nonce, proof] = /^(c=[^,]*,r=([^,]*)),p=(.+)$/.exec(textOf(payload)) ?? [];
    const { keys } = signIn;
    const authMessage = `${signIn.authMessage},${final}`;
    const given = Buffer.from(proof ?? "", "base64");
    const signature = hmac(keys.storedKey, authMessage);
    call.connection.signIn = undefined;
    if (nonce !== signIn.nonce || given.length !== signature.length) {
      throw failed();
    }
    const clientKey = given.map((byte, at) => byte ^ signature[at]!);
    if (!timingSafeEqual(createHash("sha256").update(clientKey).digest(), keys.storedKey)) {
      throw failed();
    }
    call.connection.isSignedIn = true;
    const verifier = `v=${hmac(keys.serverKey, authMessage).toString("base64")}`;
    return { conversationId: 1, done: true, payload: new Binary(Buffer.from(verifier)) };
  },
});

function textOf(payload: unknown): string {
  if (payload instanceof Binary) {
    return Buffer.from(payload.buffer).toString("utf8");
  }
  throw mongoError(14, "The payload of a sign-in must be a binary value");
}
