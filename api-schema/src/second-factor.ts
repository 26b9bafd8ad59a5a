import Type from "typebox";
import { defineRoute } from "./route.ts";
import { Email, Exact, Id, Nothing, Password } from "./shapes.ts";

/** A code of an authenticator app, or a recovery code. */
export const SecondFactorCode = Type.String({ minLength: 6, maxLength: 32 });
const Codes = Exact({ recoveryCodes: Type.Array(Type.String()) });
const common = { tag: "Accounts", access: "account" } as const;
const codeErrors = ["session.wrong-code", "session.too-many-attempts"];
const memberParams = Type.Object({ memberId: Id });

export const beginSecondFactor = defineRoute({
  ...common,
  method: "post",
  path: "/session/second-factor",
  audit: { none: "Nothing changes until the first code is right" },
  summary: "Get a secret for an authenticator app",
  body: Exact({ password: Type.String({ minLength: 1, maxLength: 200 }) }),
  reply: Exact({ secret: Type.String(), uri: Type.String() }),
  errors: ["session.wrong-credentials", "session.too-many-attempts"],
});
export const confirmSecondFactor = defineRoute({
  ...common,
  method: "put",
  path: "/session/second-factor",
  audit: "account.twoFactorOn",
  summary: "Turn the second factor on with the app's first code; recovery codes are shown once",
  body: Exact({ code: SecondFactorCode }),
  reply: Codes,
  errors: [...codeErrors, "session.second-factor-not-begun"],
});
export const removeSecondFactor = defineRoute({
  ...common,
  method: "post",
  path: "/session/second-factor/remove",
  audit: "account.twoFactorOff",
  summary: "Turn one's own second factor off",
  body: Exact({ code: SecondFactorCode }),
  reply: Nothing,
  errors: codeErrors,
});
export const renewRecoveryCodes = defineRoute({
  ...common,
  method: "post",
  path: "/session/recovery-codes",
  audit: "account.codesRenewed",
  summary: "Replace the recovery codes; the new ones are shown once",
  body: Exact({ code: SecondFactorCode }),
  reply: Codes,
  errors: codeErrors,
});
export const endOtherSessions = defineRoute({
  ...common,
  method: "delete",
  path: "/sessions",
  audit: "session.allEnded",
  summary: "End all other sessions of one's own",
  reply: Nothing,
});

export const resetSecondFactor = defineRoute({
  method: "delete",
  path: "/members/:memberId/second-factor",
  tag: "Members",
  access: "owner",
  audit: "member.twoFactorReset",
  summary: "Turn a member's second factor off and end their sessions",
  params: memberParams,
  reply: Nothing,
  errors: ["member.elsewhere"],
});
export const makePasswordLink = defineRoute({
  method: "post",
  path: "/members/:memberId/password-link",
  tag: "Members",
  access: "owner",
  audit: "member.passwordLinkMade",
  summary: "Make a link with which a member sets a new password; it is shown once",
  params: memberParams,
  reply: Exact({ link: Type.String() }),
  errors: ["member.elsewhere"],
});
export const askPasswordLink = defineRoute({
  method: "post",
  path: "/password-links",
  tag: "Accounts",
  access: "public",
  audit: { none: "The new password is logged once it is set" },
  summary:
    "Mail a link with which one sets a new password; the reply tells nobody whether the account exists",
  body: Exact({ email: Email }),
  reply: Exact({ mailed: Type.Boolean() }),
  errors: ["session.too-many-attempts"],
});
export const resetPassword = defineRoute({
  method: "post",
  path: "/password-resets",
  tag: "Accounts",
  access: "public",
  audit: "account.passwordReset",
  summary: "Set a new password with a link's token; all sessions end",
  body: Exact({ token: Type.String({ minLength: 16, maxLength: 200 }), password: Password }),
  reply: Nothing,
  errors: ["session.link-invalid", "session.too-many-attempts", "password.weak"],
});
