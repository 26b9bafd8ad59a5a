import { Conflict, DomainError } from "../../context/errors.ts";
import type { OidcSettings } from "../../context/read-oidc.ts";
import type { MemberRecord } from "../../records/member.ts";

/** Why somebody cannot sign in, set up, or join a workspace. */
export const accountErrors = {
  wrongCredentials: () =>
    new DomainError(
      "unauthenticated",
      "session.wrong-credentials",
      "E-mail address or password is wrong",
    ),
  /** Signed in, but a member of no workspace, or not of this one. */
  noWorkspace: () =>
    new DomainError("forbidden", "session.no-workspace", "You are not a member of this workspace"),
  /** Too many wrong passwords or tokens came from this address. */
  tooManyAttempts: (retryAfterSeconds: number) =>
    new DomainError(
      "too-many",
      "session.too-many-attempts",
      `Too many attempts; try again in ${retryAfterSeconds} seconds`,
      { retryAfterSeconds },
    ),
  codeNeeded: () =>
    new DomainError(
      "unauthenticated",
      "session.code-needed",
      "This account has a second factor; send a code as well",
    ),
  wrongCode: () =>
    new DomainError(
      "forbidden",
      "session.wrong-code",
      "The code is wrong, or was used already; wait for the next one",
    ),
  /** Passwords are for owners only. */
  ssoNeeded: (name: string) =>
    new DomainError(
      "forbidden",
      "session.sso-needed",
      `Sign in with ${name}; passwords are for owners only`,
    ),
  secondFactorNotBegun: () =>
    new Conflict("session.second-factor-not-begun", "Get a secret for the app first"),
  /** The link was used, replaced by another, or is too old. */
  linkInvalid: () =>
    new DomainError(
      "forbidden",
      "session.link-invalid",
      "This link is not valid any more; ask for another",
    ),
  /** The account also belongs to workspaces whose owner is somebody else. */
  elsewhere: () =>
    new Conflict(
      "member.elsewhere",
      "This account also belongs to a workspace that you do not own; use `chatloom user`",
    ),
  setupDone: () => new Conflict("setup.done", "The owner account exists already; sign in instead"),
  /** The token is not the one printed in the terminal. */
  setupTokenWrong: () =>
    new DomainError(
      "forbidden",
      "setup.token-wrong",
      "Open the link that the terminal shows; this one is not right",
    ),
  /** The instance's setting `WORKSPACE_CREATION` does not let this account make workspaces. */
  workspacesNotAllowed: () =>
    new DomainError(
      "forbidden",
      "workspace.not-allowed",
      "You may not make workspaces here; ask an owner",
    ),
  /** The invitation was used, withdrawn, or is too old. */
  invitationInvalid: () =>
    new DomainError(
      "forbidden",
      "invitation.invalid",
      "This invitation is not valid any more; ask for another",
    ),
  passwordWeak: (reason: string, sentence: string) =>
    new DomainError(
      "invalid",
      "password.weak",
      `The password is easy to guess: ${sentence}. Use a few unrelated words`,
      { reason },
    ),
};

/** Throws for who must use the identity provider. Owners keep a way in, for the day on which it fails. */
export function refuseWithoutSso(
  oidc: OidcSettings | undefined,
  places: readonly Pick<MemberRecord, "role">[],
): void {
  if (oidc?.enforced && !places.some((it) => it.role === "owner")) {
    throw accountErrors.ssoNeeded(oidc.name);
  }
}
