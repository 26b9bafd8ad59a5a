import Type, { type Static } from "typebox";
import { Me } from "./accounts.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, FreeJson, Moment, Nothing } from "./shapes.ts";

const PasskeyId = Type.String({ pattern: "^[A-Za-z0-9_-]{1,1400}$" });
const PasskeyName = Type.String({ minLength: 1, maxLength: 60 });

/** A passkey of an account. Its private key never leaves the person's device. */
export const Passkey = Exact({
  id: PasskeyId,
  name: PasskeyName,
  /** Whether it is kept in a cloud, so that it survives the device. */
  synced: Type.Boolean(),
  createdAt: Moment,
  usedAt: Optional(Moment),
});
export type Passkey = Static<typeof Passkey>;
const Passkeys = Exact({ items: Type.Array(Passkey) });

/** Options for the browser, as `@simplewebauthn/browser` takes them. */
const Options = Exact({ options: Type.Unknown() });
const common = { tag: "Accounts", access: "account" } as const;
const params = Type.Object({ passkeyId: PasskeyId });

export const listPasskeys = defineRoute({
  ...common,
  method: "get",
  path: "/session/passkeys",
  summary: "List one's own passkeys",
  reply: Passkeys,
});
export const beginPasskey = defineRoute({
  ...common,
  method: "post",
  path: "/session/passkeys/begin",
  audit: { none: "Nothing changes until the device answers" },
  summary: "Get what a browser needs to make a passkey",
  body: Exact({ password: Type.String({ minLength: 1, maxLength: 200 }) }),
  reply: Options,
  errors: ["session.wrong-credentials", "session.too-many-attempts", "passkey.too-many"],
});
export const addPasskey = defineRoute({
  ...common,
  method: "post",
  path: "/session/passkeys",
  audit: "account.passkeyAdded",
  summary: "Add the passkey that the browser made",
  body: Exact({ name: PasskeyName, response: FreeJson }),
  reply: Passkeys,
  errors: ["passkey.invalid", "passkey.too-many"],
});
export const renamePasskey = defineRoute({
  ...common,
  method: "patch",
  path: "/session/passkeys/:passkeyId",
  audit: "account.passkeyRenamed",
  summary: "Rename a passkey",
  params,
  body: Exact({ name: PasskeyName }),
  reply: Passkeys,
});
export const removePasskey = defineRoute({
  ...common,
  method: "delete",
  path: "/session/passkeys/:passkeyId",
  audit: "account.passkeyRemoved",
  summary: "Remove a passkey; it opens nothing from then on",
  params,
  reply: Nothing,
});
export const askPasskey = defineRoute({
  method: "post",
  path: "/session/passkey/begin",
  tag: "Accounts",
  access: "public",
  audit: { none: "It only gives a challenge" },
  summary: "Get what a browser needs to sign in with a passkey",
  reply: Options,
  errors: ["session.too-many-attempts"],
});
export const signInWithPasskey = defineRoute({
  method: "post",
  path: "/session/passkey",
  tag: "Accounts",
  access: "public",
  audit: "session.begun",
  summary: "Sign in with a passkey, which replaces password and second factor",
  body: Exact({ response: FreeJson }),
  reply: Me,
  errors: ["passkey.invalid", "session.too-many-attempts", "session.sso-needed"],
});
