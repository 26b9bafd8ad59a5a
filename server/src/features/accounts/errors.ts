import { Conflict, DomainError } from "../../context/errors.ts";

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
