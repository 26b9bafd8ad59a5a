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
 * not a DomainError is a bug and answers 500.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly refusal: Refusal;
  /** Facts for the caller, safe to show; no secrets, no stack. */
  readonly details: Readonly<Record<string, unknown>> = {};
}

/** One thing wrong with what was sent; `at` is a JSON pointer into it. */
export interface Flaw {
  readonly at: string;
  readonly message: string;
}

/** The named thing does not exist, or not in this workspace. `what` is a word of the domain: `flow`. */
export class NotFound extends DomainError {
  readonly code: string;
  readonly refusal = "not-found";

  constructor(what: string) {
    super(`There is no such ${what}`);
    this.code = `${what}.not-found`;
  }
}

/** What was sent does not fit; says where and what was expected. */
export class Invalid extends DomainError {
  readonly code: string;
  readonly refusal = "invalid";
  readonly flaws: readonly Flaw[];

  constructor(code: string, message: string, flaws: readonly Flaw[] = []) {
    super(message);
    this.code = code;
    this.flaws = flaws;
  }
}

/** What was asked for does not fit the state things are in. */
export class Conflict extends DomainError {
  readonly code: string;
  readonly refusal = "conflict";
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
