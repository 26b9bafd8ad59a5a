import { randomUUID } from "node:crypto";
import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import { DomainError, Invalid, type Refusal } from "../context/errors.ts";

/** Maps domain errors to HTTP. No other code does. */
const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "too-large": 413,
  unsupported: 415,
  "too-many": 429,
  unavailable: 503,
} satisfies Record<Refusal, number>;

const titles: Readonly<Record<number, string>> = {
  400: "Invalid request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported content type",
  429: "Too many requests",
  500: "Internal error",
  503: "Not available",
};

/** The fields of a problem document besides its status. */
interface ProblemFacts {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly at: string; readonly message: string }[] | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** Sends an RFC 9457 problem document. */
export function sendProblem(response: Response, status: number, facts: ProblemFacts): void {
  const { code, detail, errors, details } = facts;
  response
    .status(status)
    .type("application/problem+json")
    .send(
      JSON.stringify({
        type: `https://chatloom.dev/problems/${code}`,
        title: titles[status] ?? "Problem",
        status,
        code,
        detail,
        errors: errors?.length ? errors : undefined,
        details: details && Object.keys(details).length > 0 ? details : undefined,
      }),
    );
}

/** Turns an error into a problem document. An unknown error is a bug: 500, logged with an id that the caller sees. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    // The rest of a refused body must be read, or the connection hangs.
    request.resume();
    if (error instanceof DomainError) {
      const retryAfter = error.details.retryAfterSeconds;
      if (typeof retryAfter === "number") {
        response.set("Retry-After", String(retryAfter));
      }
      const errors = error instanceof Invalid ? error.flaws : undefined;
      const { code, message: detail, details } = error;
      return sendProblem(response, statusOf[error.refusal], { code, detail, errors, details });
    }
    const refused = refusedByParser(error);
    if (refused) {
      return sendProblem(response, refused.status, refused);
    }
    const id = randomUUID();
    log.error({ err: error, id, method: request.method, route: request.route?.path }, "bug");
    sendProblem(response, 500, {
      code: "internal",
      detail: `Something went wrong here. The log has it under ${id}.`,
      details: { id },
    });
  };
}

/** Errors of express and its body parsers, recognised by their `status` and `type`. */
function refusedByParser(error: unknown): (ProblemFacts & { readonly status: number }) | undefined {
  if (!(error instanceof Error) || !("status" in error)) {
    return undefined;
  }
  const status = Number(error.status);
  const type = "type" in error ? String(error.type) : "";
  if (type === "entity.too.large") {
    return { status: 413, code: "request.too-large", detail: "The body is too large" };
  }
  if (type === "entity.parse.failed") {
    return { status: 400, code: "request.malformed", detail: "The body is not valid JSON" };
  }
  if (status === 415) {
    return { status, code: "request.content-type", detail: "This encoding is not understood" };
  }
  if (status >= 400 && status < 500) {
    return { status, code: "request.malformed", detail: "The request cannot be read" };
  }
  return undefined;
}
