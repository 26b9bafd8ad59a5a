/** A refusal of the server with its stable `code`; `offline` if there was no answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly { readonly at: string; readonly message: string }[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(problem: {
    readonly status: number;
    readonly code: string;
    readonly message: string;
    readonly errors?: ApiProblem["errors"] | undefined;
    readonly details?: ApiProblem["details"] | undefined;
  }) {
    super(problem.message);
    this.name = "ApiProblem";
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors ?? [];
    this.details = problem.details ?? {};
  }
}

/** Returns whether an error is the server's refusal with this code. */
export function isProblem(thrown: unknown, code: string): thrown is ApiProblem {
  return thrown instanceof ApiProblem && thrown.code === code;
}

/** Returns whether an error is the server's answer that there is no such object. */
export function isMissing(thrown: unknown): boolean {
  return thrown instanceof ApiProblem && thrown.status === 404;
}

/** Reads the problem document of a refusal, if it has one. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => ({}));
  const problem = (body ?? {}) as {
    code?: string;
    title?: string;
    detail?: string;
    errors?: ApiProblem["errors"];
    details?: ApiProblem["details"];
  };
  return new ApiProblem({
    status: response.status,
    code: problem.code ?? `http.${response.status}`,
    message: problem.detail ?? problem.title ?? response.statusText,
    errors: problem.errors,
    details: problem.details,
  });
}
