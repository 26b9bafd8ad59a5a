import { EventEmitter } from "node:events";
import { LRUCache } from "lru-cache";
import CircuitBreaker from "opossum";
import { Agent } from "undici";
import type { HttpCall, HttpReply } from "../channels/channel.ts";

/** What came of a call: an answer; certainly nothing, so that it may be repeated; or nobody knows. */
export type CallResult =
  | { readonly reply: HttpReply }
  | { readonly notSent: string }
  | { readonly lost: string };

/** Calls platforms over kept-alive connections; never throws. A host that keeps failing is left alone for a while. */
export interface PlatformClient {
  readonly call: (call: HttpCall) => Promise<CallResult>;
  readonly close: () => Promise<void>;
}

/** Shorter than a lease, so that a send never outlives it. */
export const callTimeoutMs = 10_000;
const mostReplyBytes = 1_000_000;
const neverArrived = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_INVALID_URL",
  "UND_ERR_INVALID_ARG",
]);

/** A platform that does not answer, or answers that it is broken. */
class HostFailed extends Error {
  readonly result: CallResult;

  constructor(result: CallResult) {
    super("The host failed");
    this.result = result;
  }
}

/** Made once per server. */
export function createPlatformClient(): PlatformClient {
  const agent = new Agent({
    connections: 64,
    pipelining: 1,
    connect: { timeout: 5_000 },
    headersTimeout: callTimeoutMs,
    bodyTimeout: callTimeoutMs,
    keepAliveTimeout: 10_000,
    maxResponseSize: mostReplyBytes,
  });
  const breakers = new Map<string, CircuitBreaker<[HttpCall, URL], CallResult>>();
  const addresses = new LRUCache<string, URL>({ max: 1_000 });

  return {
    async call(call) {
      const url = addressOf(call.url);
      if (!url) return { notSent: `${call.url} is not an address` };
      try {
        return await breakerOf(url.host).fire(call, url);
      } catch (error) {
        if (error instanceof HostFailed) return error.result;
        if (codeOf(error) === "EOPENBREAKER") {
          return { notSent: `${url.host} has failed too often; it is tried again in a moment` };
        }
        return { lost: `The call failed: ${error instanceof Error ? error.message : error}` };
      }
    },
    async close() {
      for (const breaker of breakers.values()) breaker.shutdown();
      await agent.destroy();
    },
  };

  /** Accounts call the same few addresses again and again. */
  function addressOf(text: string): URL | undefined {
    const known = addresses.get(text);
    if (known || !URL.canParse(text)) return known;
    const address = new URL(text);
    addresses.set(text, address);
    return address;
  }

  function breakerOf(host: string): CircuitBreaker<[HttpCall, URL], CallResult> {
    let breaker = breakers.get(host);
    if (!breaker) {
      breaker = new CircuitBreaker((call: HttpCall, url: URL) => send(agent, call, url), {
        timeout: false,
        volumeThreshold: 20,
        errorThresholdPercentage: 60,
        resetTimeout: 5_000,
      });
      breakers.set(host, breaker);
    }
    return breaker;
  }
}

async function send(
  agent: Agent,
  { method, headers, json }: HttpCall,
  { origin, pathname, search }: URL,
): Promise<CallResult> {
  // An emitter and a timer of our own: an `AbortSignal` for each call costs as much as the rest of it.
  const signal = new EventEmitter();
  const timeout = setTimeout(() => signal.emit("abort"), callTimeoutMs);
  try {
    const response = await agent.request({
      origin,
      path: pathname + search,
      method,
      headers:
        json === undefined ? { ...headers } : { "content-type": "application/json", ...headers },
      body: json === undefined ? null : JSON.stringify(json),
      signal,
    });
    const reply = {
      status: response.statusCode,
      headers: flat(response.headers),
      body: parsed(await response.body.text()),
    };
    if (reply.status >= 500) throw new HostFailed({ reply });
    return { reply };
  } catch (error) {
    if (error instanceof HostFailed) throw error;
    const code = codeOf(error);
    const message = error instanceof Error ? error.message : String(error);
    throw new HostFailed(
      neverArrived.has(code)
        ? { notSent: `${origin} cannot be reached (${code})` }
        : { lost: `The answer of ${origin} was lost (${code || message})` },
    );
  } finally {
    clearTimeout(timeout);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function flat(headers: Record<string, string | string[] | undefined>): HttpReply["headers"] {
  const flat: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(headers)) {
    flat[name] = Array.isArray(value) ? value[0] : value;
  }
  return flat;
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code === "string") return code;
  return error instanceof DOMException ? error.name : "";
}
