import { setTimeout as pause } from "node:timers/promises";
import type { JsonValue } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { accessToken } from "../../records/oauth-token.ts";
import { type StoredSecret, secrets } from "../../records/secret-model.ts";
import { SecretRefused } from "../../records/secret-refused.ts";
import { noteUse } from "../../records/vault.ts";
import { callHttp } from "../effects/call-http.ts";
import { guardedAgent } from "../effects/guarded-agent.ts";
import { failed, type Outcome } from "../effects/outcome.ts";
import { TokenBucket } from "../outbound/token-bucket.ts";

/** Whose account is used. */
export interface SheetsAccount {
  readonly workspaceId: string;
  /** The connected account's name. */
  readonly account: string;
}

/** A call to the API of Google Sheets, version 4. */
export interface SheetsCall {
  readonly method: "GET" | "POST";
  /** Below `/v4/spreadsheets/`, encoded. */
  readonly path: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Calls Google Sheets for connected accounts, each at its own pace. */
export interface SheetsClient {
  /** Answers the body, or fails with a code that starts with `sheets.`. */
  readonly call: (account: SheetsAccount, call: SheetsCall) => Promise<Outcome>;
  close(): Promise<void>;
}

const origin = "https://sheets.googleapis.com";
/** Google allows 60 reads and 60 writes a minute for each account. */
const rate = { perSecond: 1, burst: 50 };
const timeoutMs = 20_000;
/** Only calls that Google refused because of its limits are repeated, and reads. */
const retries = 5;

/** Made once per server. */
export function createSheetsClient(context: ServerContext): SheetsClient {
  const { config, connection } = context;
  const base = config.oauth?.google.base;
  const agent = guardedAgent(base !== undefined || config.outboundAllowPrivate);
  const buckets = new Map<string, TokenBucket>();

  async function call(
    { workspaceId, account }: SheetsAccount,
    asked: SheetsCall,
  ): Promise<Outcome> {
    const find = () =>
      secrets(connection).in(workspaceId).findOne({ name: account, kind: "oauth" });
    const found = await find();
    if (found?.oauth?.provider !== "google") {
      return failed("sheets.not-connected", `No Google account "${account}" is connected`);
    }
    try {
      const token = await accessToken(context, found);
      await noteUse(context, workspaceId, [found]);
      const outcome = await send(found, token, asked);
      if (!("error" in outcome) || outcome.error.status !== 401) {
        return explained(outcome);
      }
      const current = await find();
      return current
        ? explained(await send(current, await accessToken(context, current, token), asked))
        : explained(outcome);
    } catch (error) {
      if (!(error instanceof SecretRefused)) {
        throw error;
      }
      const code = error.fault === "busy" ? "sheets.busy" : "sheets.not-connected";
      return failed(code, error.message);
    }
  }

  async function send(
    { _id }: StoredSecret,
    token: string,
    { method, path, body, signal }: SheetsCall,
  ): Promise<Outcome> {
    const key = `${String(_id)} ${method}`;
    const bucket = buckets.get(key) ?? new TokenBucket();
    buckets.set(key, bucket);
    for (let wait = bucket.wait(rate, Date.now()); wait > 0; ) {
      await pause(wait);
      wait = bucket.wait(rate, Date.now());
    }
    bucket.take();
    const request = {
      method,
      url: `${base ?? origin}/v4/spreadsheets/${path}`,
      headers: [
        { name: "Authorization", value: `Bearer ${token}` },
        { name: "Content-Type", value: "application/json" },
      ],
      body: body === undefined ? undefined : JSON.stringify(body),
      timeoutMs,
      retries,
    };
    const mayGoTo = (url: URL) => url.origin === new URL(base ?? origin).origin;
    return callHttp(request, { agent, allowPrivate: base !== undefined, key, signal, mayGoTo });
  }

  return { call, close: () => agent.close() };
}

interface Told {
  readonly error?: { readonly message?: string };
}

/** Turns what the call gave into the body, or into a failure in words of sheets. */
function explained(outcome: Outcome): Outcome {
  if ("answer" in outcome) {
    const { body } = outcome.answer as { readonly body?: JsonValue };
    return { answer: body ?? null };
  }
  const { code, message, status, body } = outcome.error;
  const told = ((body ?? {}) as Told).error?.message?.slice(0, 300) ?? message;
  switch (status) {
    case undefined:
      return failed(code.replace(/^http\./, "sheets."), message);
    case 400:
      return failed("sheets.refused", told);
    case 401:
    case 403:
      return failed("sheets.not-allowed", told);
    case 404:
      return failed("sheets.no-spreadsheet", told);
    case 429:
      return failed("sheets.busy", told);
    default:
      return failed("sheets.status", told);
  }
}
