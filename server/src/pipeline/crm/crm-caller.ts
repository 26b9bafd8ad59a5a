import { setTimeout as pause } from "node:timers/promises";
import type { Reason } from "@chatloom/api-schema";
import type { TObject } from "typebox";
import type { Action } from "../../desks/desk.ts";
import type { ConnectedCrm } from "../../records/connected-channel.ts";
import { signedIn } from "../../records/crm-sign-in.ts";
import { SecretRefused } from "../../records/secret-refused.ts";
import { type CallServices, notingClient } from "../outbound/noting-client.ts";
import { callTimeoutMs } from "../outbound/platform-client.ts";
import { type ActionResult, runAction } from "../outbound/run-action.ts";
import { TokenBucket } from "../outbound/token-bucket.ts";

/** The result of an action. `later`: the CRM is busy or cannot be reached. `auth`: it refuses the credentials. */
export type CrmAnswer<D> =
  | { readonly done: D }
  | { readonly kind: "later"; readonly reason: Reason; readonly afterMs: number | undefined }
  | { readonly kind: "auth" | "refused"; readonly reason: Reason };

/** Carries out actions of CRMs, each account at its own pace. */
export interface CrmCaller {
  readonly call: <R, D>(
    connected: ConnectedCrm,
    action: Action<R, D, TObject>,
    request: R,
    signal?: AbortSignal,
  ) => Promise<CrmAnswer<D>>;
}

/** Made once per server. */
export function createCrmCaller(parts: CallServices): CrmCaller {
  const buckets = new Map<string, TokenBucket>();
  return {
    async call(connected, action, request, signal) {
      const { id, channel: crm } = connected;
      const bucket = buckets.get(id) ?? new TokenBucket();
      buckets.set(id, bucket);
      const client = notingClient(parts, connected);
      const paced: typeof client = {
        async call(call, options) {
          for (
            let wait = bucket.wait(crm.rate, Date.now());
            wait > 0;
            wait = bucket.wait(crm.rate, Date.now())
          ) {
            await pause(wait);
          }
          bucket.take();
          return client.call(call, options);
        },
      };
      if (signal?.aborted) {
        const reason = { code: "crm.stopped", message: "The call was stopped" };
        return { kind: "later", reason, afterMs: undefined };
      }
      const deadline = Date.now() + callTimeoutMs;
      const run = (account: ConnectedCrm) =>
        runAction(paced, parts.context, account, action, request, deadline);
      const result = await signedIn(parts.context, connected, run, isUnauthorised).catch(
        withoutToken,
      );
      if ("done" in result) {
        return { done: result.done };
      }
      if (result.kind === "later") {
        return { kind: "later", reason: result.reason, afterMs: result.afterMs };
      }
      const kind = result.failure === "auth" ? "auth" : "refused";
      return { kind, reason: result.reason };
    },
  };
}

function isUnauthorised(result: ActionResult<unknown>): boolean {
  return "kind" in result && result.kind === "failed" && result.reason.code === "401";
}

/** Says why a connected account gave no token. */
function withoutToken(error: unknown): ActionResult<never> {
  if (!(error instanceof SecretRefused)) {
    throw error;
  }
  const reason = { code: "crm.account", message: error.message };
  return error.fault === "busy"
    ? { kind: "later", reason, afterMs: undefined }
    : { kind: "failed", failure: "auth", reason };
}
