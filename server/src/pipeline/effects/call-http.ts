import { setTimeout as pause } from "node:timers/promises";
import type { HttpRequest, JsonValue } from "@chatloom/runtime";
import { type Dispatcher, request as send } from "undici";
import { AddressRefused, refusePrivateLiteral } from "./guarded-agent.ts";
import { failed, type Outcome } from "./outcome.ts";

/** What the call needs from outside. `key` is the effect's id: it makes repeating recognisable for the other side. */
export interface HttpSurroundings {
  readonly agent: Dispatcher;
  readonly allowPrivate: boolean;
  readonly key: string;
  readonly signal?: AbortSignal;
}

const maxBytes = 1_000_000;
const maxRedirects = 3;
/** Methods that may be repeated without doing something twice (RFC 9110, 9.2.2). */
const repeatable = new Set(["GET", "PUT", "DELETE"]);

/** Makes the HTTP call of a flow; answers `{ status, body }`, or fails with a code that starts with `http.`. */
export async function callHttp(
  request: HttpRequest,
  surroundings: HttpSurroundings,
): Promise<Outcome> {
  for (let attempt = 0; ; attempt++) {
    const { outcome, again } = await tryOnce(request, surroundings);
    if (!again || attempt >= request.retries || surroundings.signal?.aborted) return outcome;
    await pause(Math.min(8_000, 300 * 2 ** attempt) * (0.5 + Math.random() / 2));
  }
}

interface Attempt {
  readonly outcome: Outcome;
  readonly again: boolean;
}

async function tryOnce(request: HttpRequest, surroundings: HttpSurroundings): Promise<Attempt> {
  const harmless = repeatable.has(request.method);
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = surroundings.signal ? AbortSignal.any([timeout, surroundings.signal]) : timeout;
  try {
    const { status, text, type } = await follow(request, surroundings, signal);
    if (status >= 400) {
      const outcome = failed(
        "http.status",
        `${request.method} ${hostOf(request.url)} answered ${status}`,
      );
      return { outcome, again: status === 429 || status === 503 || (harmless && status >= 500) };
    }
    return { outcome: { answer: { status, body: readBody(text, type) } }, again: false };
  } catch (error) {
    return { outcome: explain(error, request, timeout.aborted), again: canRepeat(error, harmless) };
  }
}

async function follow(
  request: HttpRequest,
  { agent, allowPrivate, key }: HttpSurroundings,
  signal: AbortSignal,
) {
  let url = parseUrl(request.url);
  let { method } = request;
  let body = request.body;
  for (let hop = 0; ; hop++) {
    if (!allowPrivate) refusePrivateLiteral(url);
    const reply = await send(url, {
      dispatcher: agent,
      method: method as Dispatcher.HttpMethod,
      headers: headersOf(
        request,
        body !== undefined,
        key,
        hop === 0 || url.origin === new URL(request.url).origin,
      ),
      body: body ?? null,
      signal,
    });
    const location = reply.headers.location;
    if (
      reply.statusCode >= 300 &&
      reply.statusCode < 400 &&
      typeof location === "string" &&
      hop < maxRedirects
    ) {
      await reply.body.dump();
      url = parseUrl(new URL(location, url).href);
      if (reply.statusCode === 303 || (method === "POST" && reply.statusCode < 303)) {
        method = "GET";
        body = undefined;
      }
      continue;
    }
    const text = await readUpTo(reply.body);
    return { status: reply.statusCode, text, type: String(reply.headers["content-type"] ?? "") };
  }
}

/** Secrets in headers must not follow a redirect to another host. */
function headersOf(request: HttpRequest, hasBody: boolean, key: string, sameOrigin: boolean) {
  const headers: Record<string, string> = {
    accept: "application/json, text/*;q=0.9",
    "user-agent": "Chatloom",
  };
  if (hasBody) headers["content-type"] = "application/json";
  if (request.method !== "GET") headers["idempotency-key"] = key;
  if (sameOrigin)
    for (const { name, value } of request.headers) if (name) headers[name.toLowerCase()] = value;
  return headers;
}

class TooLarge extends Error {}
class BadUrl extends Error {}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol)) throw new BadUrl(text);
  return url;
}

async function readUpTo(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readBody(text: string, type: string): JsonValue {
  if (!/json/i.test(type) && !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function explain(error: unknown, request: HttpRequest, timedOut: boolean): Outcome {
  const refused = findCause(error, AddressRefused);
  if (refused) return failed("http.address-refused", refused.message);
  if (error instanceof BadUrl)
    return failed("http.url-invalid", `"${request.url.slice(0, 200)}" is not a web address`);
  if (error instanceof TooLarge)
    return failed("http.too-large", `The answer is larger than ${maxBytes} bytes`);
  if (timedOut) return failed("http.timeout", `No answer within ${request.timeoutMs / 1000} s`);
  const reason =
    error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : "unknown";
  return failed("http.unreachable", `${hostOf(request.url)} cannot be reached (${reason})`);
}

/** A refused connection never carried the request; anything else may have. */
function canRepeat(error: unknown, harmless: boolean): boolean {
  if (findCause(error, AddressRefused) || error instanceof BadUrl || error instanceof TooLarge)
    return false;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return harmless || code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN";
}

function findCause<E>(error: unknown, kind: new (...args: never[]) => E): E | undefined {
  for (let it = error; it instanceof Error; it = it.cause) if (it instanceof kind) return it;
  return undefined;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "The address";
}
