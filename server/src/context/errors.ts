/** Why a request cannot be met, in words the domain understands. */
export type Refusal =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "too-large"
  | "unsupported"
  | "too-many"
  | "unavailable";

/**
 * An error the caller can act on. Its `code` is part of the API: never reword one. Anything that is
 * not a DomainError is a bug and answers 500. `details` are facts for the caller, safe to show: no secrets, no stack.
 */
export class DomainError extends Error {
  readonly refusal: Refusal;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    refusal: Refusal,
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.refusal = refusal;
    this.code = code;
    this.details = details;
  }
}

/** Says whether an error has a code of the API. */
export function hasCode(error: unknown, code: string): error is DomainError {
  return error instanceof DomainError && error.code === code;
}

/** One thing wrong with what was sent; `at` is a JSON pointer into it. */
export interface Flaw {
  readonly at: string;
  readonly message: string;
}

/** A record does not exist, or not in this workspace. `what` is its kind, such as `flow`. */
export class NotFound extends DomainError {
  constructor(what: string) {
    super("not-found", `${what}.not-found`, `There is no such ${what}`);
  }
}

/** The input is invalid. Names the place and the expected value. */
export class Invalid extends DomainError {
  readonly flaws: readonly Flaw[];

  constructor(code: string, message: string, flaws: readonly Flaw[] = []) {
    super("invalid", code, message);
    this.flaws = flaws;
  }
}

/** The request does not fit the present state. */
export class Conflict extends DomainError {
  constructor(code: string, message: string, details?: Readonly<Record<string, unknown>>) {
    super("conflict", code, message, details);
  }
}

/** Makes the error for one wrong place of the input; its message begins with the place. */
export function invalidAt(code: string, flaw: Flaw): Invalid {
  return new Invalid(code, `${flaw.at} ${flaw.message}`, [flaw]);
}
