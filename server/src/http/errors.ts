import { DomainError } from "../context/errors.ts";

/** Nobody is signed in, or the session or token has ended. */
export class NotSignedIn extends DomainError {
  readonly code = "session.missing";
  readonly refusal = "unauthenticated";

  constructor() {
    super("Sign in first, or send an API token as `Authorization: Bearer …`");
  }
}

/** The caller's role does not suffice. */
export class RoleTooLow extends DomainError {
  readonly code = "member.role-too-low";
  readonly refusal = "forbidden";
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(needed: string) {
    super(`This takes the role ${needed}`);
    this.details = { needed };
  }
}

/** Only a person's session can do this, not an API token. */
export class SessionNeeded extends DomainError {
  readonly code = "session.needed";
  readonly refusal = "forbidden";

  constructor() {
    super("An API token cannot do this; sign in as a person");
  }
}

/** A web page of another origin tried to act with the member's cookie. */
export class ForeignOrigin extends DomainError {
  readonly code = "request.foreign-origin";
  readonly refusal = "forbidden";

  constructor() {
    super("This request came from a page of another origin");
  }
}
