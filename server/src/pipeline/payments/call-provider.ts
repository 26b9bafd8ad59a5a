import { setTimeout as pause } from "node:timers/promises";
import type { HttpCall, HttpReply } from "../../channels/channel.ts";
import { refusalOf } from "../../channels/refusal-of.ts";
import type { ConnectedPayments } from "../../records/connected-channel.ts";
import { failed, type Outcome } from "../effects/outcome.ts";
import type { Caller } from "../outbound/noting-client.ts";

/** Waits between attempts, in milliseconds. A provider that is down for longer fails the step. */
const pausesMs = [500, 2_000, 5_000];
const longestPauseMs = 10_000;

/** The result of a call: a good answer, or the failure of the effect. */
export type ProviderAnswer = { readonly reply: HttpReply } | { readonly failure: Outcome };

/**
 * Calls a payment provider, again while it is busy or its answer is lost: every call to it may be repeated. `taken` names refusals that
 * are an answer. Never throws.
 */
export async function callProvider(
  client: Caller,
  { channel: provider }: Pick<ConnectedPayments, "channel">,
  call: HttpCall,
  {
    signal,
    taken,
  }: { readonly signal?: AbortSignal; readonly taken?: (reply: HttpReply) => boolean },
): Promise<ProviderAnswer> {
  for (let attempt = 0; ; attempt++) {
    const result = await client.call(call);
    let wait = pausesMs[attempt];
    let failure: Outcome;
    if ("reply" in result) {
      const refused = taken?.(result.reply) ? undefined : refusalOf(provider, result.reply);
      if (!refused) {
        return { reply: result.reply };
      }
      const { kind, message, retryAfterMs } = refused;
      if (kind !== "busy") {
        return {
          failure: failed(`payment.${kind === "auth" ? "not-allowed" : "refused"}`, message),
        };
      }
      wait = wait === undefined ? undefined : Math.max(wait, retryAfterMs ?? 0);
      failure = failed("payment.busy", message);
    } else {
      failure = failed("payment.unreachable", "notSent" in result ? result.notSent : result.lost);
    }
    if (wait === undefined || wait > longestPauseMs || signal?.aborted) {
      return { failure };
    }
    await pause(wait, undefined, signal ? { signal } : {}).catch(() => {});
  }
}
