import { metrics } from "../../context/metrics.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { SendingAccount } from "./deliver-entry.ts";

/** Counts an attempt to send for `/metrics`. Without an account, the channel is disconnected. */
export function countSend(
  account: SendingAccount | undefined,
  channel: string,
  outcome: Outcome,
): void {
  const type = account?.channel.type ?? "disconnected";
  metrics.sends.inc({ type, channel, result: outcome.kind });
  if (outcome.kind === "failed") {
    metrics.sendFailures.inc({ type, channel, code: outcome.reason.code });
  }
}
