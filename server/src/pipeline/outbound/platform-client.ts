import { defined } from "@chatloom/flows-schema";
import { LRUCache } from "lru-cache";
import CircuitBreaker from "opossum";
import type { Agent } from "undici";
import type {
  FileUpload,
  HttpCall,
  HttpReply,
  MailCall,
  PlatformCall,
} from "../../channels/channel.ts";
import { json as parseJson } from "../../channels/read-json.ts";
import { AddressRefused, guardedAgent } from "../effects/guarded-agent.ts";
import type { CallResult } from "./call-result.ts";
import { exchange, TimeUp } from "./exchange.ts";
import { formBody } from "./form-body.ts";
import { logInToMailbox } from "./log-in-to-mailbox.ts";
import { sendMail } from "./send-mail.ts";

export interface CallOptions {
  /** The bytes of the files that the call carries, by their ids. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** Epoch milliseconds after which nothing of the request may leave and nobody waits for the answer. */
  readonly deadline?: number;
}

/** Calls platforms over kept-alive connections; never throws. A host that keeps failing is left alone for a while. */
export interface PlatformClient {
  readonly call: (call: PlatformCall, options?: CallOptions) => Promise<CallResult>;
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

type Breaker = CircuitBreaker<[() => Promise<CallResult>], CallResult>;

/** A platform that does not answer, or answers that it is broken. */
class HostFailed extends Error {
  readonly result: CallResult;

  constructor(result: CallResult) {
    super("The host failed");
    this.result = result;
  }
}

/** Made once per server; a call without an answer is given up after `timeoutMs`. */
export function createPlatformClient(
  timeoutMs = callTimeoutMs,
  allowPrivate = true,
): PlatformClient {
  const agent = guardedAgent(allowPrivate, {
    connections: 64,
    pipelining: 1,
    connect: { timeout: 5_000 },
    // Each exchange has a time of its own, for all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 10_000,
    maxResponseSize: mostReplyBytes,
  });
  const breakers = new Map<string, Breaker>();
  const addresses = new LRUCache<string, URL>({ max: 1_000 });

  return {
    async call(call, options = {}) {
      const { files = new Map<string, Uint8Array>(), deadline } = options;
      const end = () => deadline ?? Date.now() + timeoutMs;
      if ("protocol" in call) {
        const { host, port } = call.server;
        return guarded(`${host}:${port}`, () => callMailServer(call, { files, deadline: end() }));
      }
      const url = addressOf(call.url);
      if (!url) {
        return { notSent: `${call.url} is not an address` };
      }
      return guarded(url.host, () => send(agent, call, url, files, end()));
    },
    async close() {
      for (const breaker of breakers.values()) {
        breaker.shutdown();
      }
      await agent.destroy();
    },
  };

  async function guarded(host: string, make: () => Promise<CallResult>): Promise<CallResult> {
    try {
      return await breakerOf(host).fire(make);
    } catch (error) {
      if (error instanceof HostFailed) {
        return error.result;
      }
      if (codeOf(error) === "EOPENBREAKER") {
        return { notSent: `${host} has failed too often; it is tried again in a moment` };
      }
      return { lost: `The call failed: ${error instanceof Error ? error.message : error}` };
    }
  }

  async function callMailServer(
    call: MailCall,
    options: { readonly files: ReadonlyMap<string, Uint8Array>; readonly deadline: number },
  ): Promise<CallResult> {
    const way = { ...options, allowPrivate };
    const result = await (call.protocol === "smtp"
      ? sendMail(call, way)
      : logInToMailbox(call, way));
    if (!("reply" in result)) {
      throw new HostFailed(result);
    }
    return result;
  }

  /** Accounts call the same few addresses again and again. */
  function addressOf(text: string): URL | undefined {
    const known = addresses.get(text);
    if (known || !URL.canParse(text)) {
      return known;
    }
    const address = new URL(text);
    addresses.set(text, address);
    return address;
  }

  function breakerOf(host: string): Breaker {
    let breaker = breakers.get(host);
    if (!breaker) {
      breaker = new CircuitBreaker((make: () => Promise<CallResult>) => make(), {
        timeout: false,
        rollingPercentilesEnabled: false,
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
  { method, headers, json, form, upload }: HttpCall,
  { origin, pathname, search }: URL,
  files: ReadonlyMap<string, Uint8Array>,
  deadline: number,
): Promise<CallResult> {
  const file = upload && files.get(upload.fileId);
  const { contentType: type, body } = bodyOf(json, form, upload && file && { upload, file });
  const request = {
    origin,
    path: pathname + search,
    method,
    headers: { ...defined({ "content-type": type }), ...headers },
    body,
  };
  let reply: HttpReply;
  try {
    const answer = await exchange(agent, request, deadline);
    const body = parseJson(answer.text) ?? answer.text;
    reply = { status: answer.status, headers: answer.headers, body };
  } catch (error) {
    // Not a fault of the host: what runs there is not told.
    if (error instanceof AddressRefused) {
      return { notSent: error.message };
    }
    // Nor is a connection that this server did not get in time.
    if (error instanceof TimeUp && !error.begun) {
      return failureOf(error, origin);
    }
    throw new HostFailed(failureOf(error, origin));
  }
  if (reply.status >= 500) {
    throw new HostFailed({ reply });
  }
  return { reply };
}

/** Writes what a call carries. */
function bodyOf(
  json: unknown,
  form: HttpCall["form"],
  uploaded: { readonly upload: FileUpload; readonly file: Uint8Array } | undefined,
): { readonly contentType?: string; readonly body: Buffer | string | null } {
  if (uploaded && uploaded.upload.field === undefined) {
    return { contentType: uploaded.upload.mimeType, body: Buffer.from(uploaded.file) };
  }
  if (uploaded) {
    const { contentType, bytes } = formBody(json, uploaded.upload, uploaded.file);
    return { contentType, body: bytes };
  }
  if (form) {
    const contentType = "application/x-www-form-urlencoded";
    return { contentType, body: new URLSearchParams(form).toString() };
  }
  return json === undefined
    ? { body: null }
    : { contentType: "application/json", body: JSON.stringify(json) };
}

function failureOf(error: unknown, origin: string): CallResult {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const unsent = error instanceof TimeUp ? !error.begun : neverArrived.has(code);
  return unsent
    ? { notSent: `${origin} cannot be reached (${code || message})` }
    : { lost: `The answer of ${origin} was lost (${code || message})` };
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}
