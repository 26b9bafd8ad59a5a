/** One wrong place of what was sent; `at` is a JSON pointer into it. */
export interface WrongPlace {
  readonly at: string;
  readonly message: string;
}

/** A refusal of the API: an RFC 9457 problem document. */
export class ChatloomProblem extends Error {
  /** The HTTP status, such as 404. */
  readonly status: number;
  /** A stable code to compare with, such as `contact.not-found`. */
  readonly code: string;
  readonly errors: readonly WrongPlace[];
  /** Further facts of this code. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, document: unknown) {
    const { code, detail, errors, details } = (document ?? {}) as Readonly<
      Record<"code" | "detail" | "errors" | "details", unknown>
    >;
    super(typeof detail === "string" ? detail : `The server answered ${status}`);
    this.name = "ChatloomProblem";
    this.status = status;
    this.code = typeof code === "string" ? code : "unknown";
    this.errors = Array.isArray(errors) ? errors : [];
    this.details = typeof details === "object" && details !== null ? { ...details } : {};
  }
}
