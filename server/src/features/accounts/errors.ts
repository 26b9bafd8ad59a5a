import { DomainError } from "../../context/errors.ts";

/** E-mail address and password do not belong together. */
export class WrongCredentials extends DomainError {
  readonly code = "session.wrong-credentials";
  readonly refusal = "unauthenticated";

  constructor() {
    super("E-mail address or password is wrong");
  }
}

/** Signed in, but a member of no workspace, or not of this one. */
export class NoWorkspace extends DomainError {
  readonly code = "session.no-workspace";
  readonly refusal = "forbidden";

  constructor() {
    super("You are not a member of this workspace");
  }
}

/** The owner account exists already. */
export class SetupDone extends DomainError {
  readonly code = "setup.done";
  readonly refusal = "conflict";

  constructor() {
    super("The owner account exists already; sign in instead");
  }
}

/** The token is not the one printed in the terminal. */
export class SetupTokenWrong extends DomainError {
  readonly code = "setup.token-wrong";
  readonly refusal = "forbidden";

  constructor() {
    super("Open the link that the terminal shows; this one is not right");
  }
}

/** The instance's setting `WORKSPACE_CREATION` does not let this account make workspaces. */
export class WorkspacesNotAllowed extends DomainError {
  readonly code = "workspace.not-allowed";
  readonly refusal = "forbidden";

  constructor() {
    super("You may not make workspaces here; ask an owner");
  }
}
