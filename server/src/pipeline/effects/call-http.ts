import { setTimeout as pause } from "node:timers/promises";
import type { HttpRequest } from "@chatloom/runtime";
import {
  followRedirects,
  type HttpEnvironment,
  RedirectRefused,
  TooManyRedirects,
  UrlInvalid,
} from "./follow-redirects.ts";
import { AddressRefused } from "./guarded-agent.ts";
import { failed, type Outcome } from "./outcome.ts";
import { AnswerTooLarge, mostAnswerBytes, readAnswer } from "./read-answer.ts";
import { storableOutcome } from "./storable-outcome.ts";

/** Methods that may be repeated without doing something twice (RFC 9110, 9.2.2). */
const repeatable = new Set(["GET", "PUT", "DELETE"]);

/** Makes the HTTP call of a flow. Answers `{ status, body, problem? }`, or fails with a code that starts with `http.`. */
export async function callHttp(
  request: HttpRequest,
  environment: HttpEnvironment,
): Promise<Outcome> {
  for (let attempt = 0; ; attempt++) {
    const { outcome, again } = await tryOnce(request, environment);
    if (!again || attempt >= request.retries || environment.signal?.aborted) {
      return storableOutcome(outcome, "http.answer-not-storable");
    }
    await pause(Math.min(8_000, 300 * 2 ** attempt) * (0.5 + Math.random() / 2));
  }
}

interface Attempt {
  readonly outcome: Outcome;
  readonly again: boolean;
}

async function tryOnce(request: HttpRequest, environment: HttpEnvironment): Promise<Attempt> {
  const harmless = repeatable.has(request.method);
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const { signal: stop } = environment;
  const signal = stop ? AbortSignal.any([timeout, stop]) : timeout;
  try {
    const { reply } = await followRedirects(request, environment, signal);
    const { statusCode: status } = reply;
    const answer = await readAnswer(reply);
    if (status < 400) {
      return { outcome: { answer: { status, ...answer } }, again: false };
    }
    const message = `${request.method} ${hostOf(request.url)} answered ${status}`;
    const again = status === 429 || status === 503 || (harmless && status >= 500);
    return { outcome: failed("http.status", message, { status, body: answer.body }), again };
  } catch (error) {
    return {
      outcome: explainHttp(error, request, timeout.aborted),
      again: canRepeat(error, harmless),
    };
  }
}

/** Says in words why a call got no answer. */
export function explainHttp(
  error: unknown,
  request: Pick<HttpRequest, "url" | "timeoutMs">,
  timedOut: boolean,
): ReturnType<typeof failed> {
  const refused = findCause(error, AddressRefused);
  if (refused) {
    return failed("http.address-refused", refused.message);
  }
  if (error instanceof UrlInvalid) {
    return failed("http.url-invalid", `"${error.message.slice(0, 200)}" is not a web address`);
  }
  if (error instanceof TooManyRedirects) {
    return failed("http.too-many-redirects", error.message);
  }
  if (error instanceof RedirectRefused) {
    return failed("http.secret-refused", error.message);
  }
  if (error instanceof AnswerTooLarge) {
    return failed("http.too-large", `The answer is larger than ${mostAnswerBytes} bytes`);
  }
  if (timedOut) {
    return failed("http.timeout", `No answer within ${request.timeoutMs / 1000} s`);
  }
  const { code, name, message } = error as NodeJS.ErrnoException;
  if (code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED") {
    return failed("http.request-invalid", `The request cannot be sent: ${message}`);
  }
  if (code?.startsWith("Z_") || code?.startsWith("ERR__ERROR_")) {
    return failed("http.answer-damaged", "The compressed answer cannot be unpacked");
  }
  return failed("http.unreachable", `${hostOf(request.url)} cannot be reached (${code ?? name})`);
}

/** A refused connection never carried the request; anything else may have. */
function canRepeat(error: unknown, harmless: boolean): boolean {
  const permanent = [AddressRefused, UrlInvalid, TooManyRedirects, RedirectRefused, AnswerTooLarge];
  if (permanent.some((kind) => findCause(error, kind))) {
    return false;
  }
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === "UND_ERR_INVALID_ARG") {
    return false;
  }
  return harmless || code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN";
}

function findCause<E>(error: unknown, kind: new (...args: never[]) => E): E | undefined {
  for (let it = error; it instanceof Error; it = it.cause) {
    if (it instanceof kind) {
      return it;
    }
  }
  return undefined;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "The address";
}
