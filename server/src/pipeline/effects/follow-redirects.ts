import type { HttpRequest } from "@chatloom/runtime";
import { type Dispatcher, request as send } from "undici";
import { refusePrivateLiteral } from "./guarded-agent.ts";

/** The services of a call. `key` is the effect's id: with it the other side recognises a repeated call. */
export interface HttpEnvironment {
  readonly agent: Dispatcher;
  readonly allowPrivate: boolean;
  readonly key: string;
  readonly signal?: AbortSignal | undefined;
  /** Tells whether a redirect may lead there; absent: anywhere. */
  readonly mayGoTo?: ((url: URL) => boolean) | undefined;
}

const mostRedirects = 5;

/** An address is none that can be called. */
export class UrlInvalid extends Error {}
/** A redirect leads to where the request's secrets may not go. */
export class RedirectRefused extends Error {}
/** One redirect led to the next, too often. */
export class TooManyRedirects extends Error {}

/** An answer, and the address that gave it. */
export interface FinalAnswer {
  readonly reply: Dispatcher.ResponseData;
  readonly url: URL;
}

/**
 * Sends a request and follows redirects to its final answer, whose body is not read yet. Throws `UrlInvalid`, `TooManyRedirects`,
 * `AddressRefused`, and errors of the connection.
 */
export async function followRedirects(
  request: HttpRequest,
  { agent, allowPrivate, key, mayGoTo }: HttpEnvironment,
  signal: AbortSignal,
): Promise<FinalAnswer> {
  const first = parseUrl(request.url);
  let url = first;
  let { method, body } = request;
  for (let hop = 0; ; hop++) {
    if (!allowPrivate) {
      refusePrivateLiteral(url);
    }
    const answer = await send(withoutCredentials(url), {
      dispatcher: agent,
      method: method as Dispatcher.HttpMethod,
      headers: headersFor(request, body !== undefined, key, url, first),
      body: body ?? null,
      signal,
    });
    const { location } = answer.headers;
    const redirects = answer.statusCode >= 300 && answer.statusCode < 400;
    if (!redirects || typeof location !== "string") {
      return { reply: answer, url };
    }
    await answer.body.dump();
    if (hop === mostRedirects) {
      throw new TooManyRedirects(`More than ${mostRedirects} redirects`);
    }
    url = parseUrl(location, url);
    if (mayGoTo?.(url) === false) {
      throw new RedirectRefused(`The answer leads to ${url.host}, where its secrets may not go`);
    }
    if (answer.statusCode === 303 || (method === "POST" && answer.statusCode < 303)) {
      method = "GET";
      body = undefined;
    }
  }
}

function parseUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol)) {
    throw new UrlInvalid(text);
  }
  return url;
}

function withoutCredentials(url: URL): URL {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return bare;
}

/** Secrets in headers must not follow a redirect to another host. */
function headersFor(
  request: HttpRequest,
  hasBody: boolean,
  key: string,
  url: URL,
  first: URL,
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: "application/json, text/*;q=0.9",
    "user-agent": "Chatloom",
  };
  if (hasBody) {
    headers["content-type"] = "application/json";
  }
  if (request.method !== "GET") {
    headers["idempotency-key"] = key;
  }
  if (url.username !== "" || url.password !== "") {
    headers.authorization = basicAuthorization(url);
  }
  if (url.origin === first.origin) {
    for (const { name, value } of request.headers) {
      if (name) {
        headers[name.toLowerCase()] = asHeaderBytes(value);
      }
    }
  }
  return headers;
}

function basicAuthorization({ username, password }: URL): string {
  const pair = `${decode(username)}:${decode(password)}`;
  return `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Headers are bytes: letters beyond ASCII travel as UTF-8. */
function asHeaderBytes(value: string): string {
  return Buffer.from(value, "utf8").toString("latin1");
}
