import type { WebhookRequest } from "../../channels/channel.ts";
import { metrics } from "../../context/metrics.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { maskAddress } from "../../domain/mask-body.ts";
import type { ConnectedAccount } from "../../records/connected-channel.ts";
import type { TrafficLog } from "../../records/traffic-log.ts";
import { maskedText } from "../outbound/noting-client.ts";
import type { RoutedEvent } from "./route-events.ts";

/** The result of a webhook: its events, or the reason for its refusal. */
type WebhookOutcome =
  | { readonly status: 200; readonly events: readonly RoutedEvent[]; readonly content: unknown }
  | { readonly status: number; readonly problem: string };

/** Notes a webhook in the log of the channel that it was for. */
export function noteWebhook(
  { traffic, context }: { readonly traffic: TrafficLog; readonly context: ServerContext },
  connected: ConnectedAccount,
  { method, url }: WebhookRequest,
  outcome: WebhookOutcome,
): void {
  const at = context.now();
  const ok = "events" in outcome;
  const result = ok ? "accepted" : "refused";
  metrics.webhooks.inc({ type: connected.channel.type, channel: connected.id, result });
  traffic.note(connected, { direction: "in", ok, at }, () => ({
    at,
    direction: "in",
    what: `${method} ${maskAddress(url)}`,
    ok,
    status: outcome.status,
    ...("events" in outcome
      ? { note: kindsOf(outcome.events), request: maskedText(outcome.content) }
      : { note: outcome.problem }),
  }));
}

/** Says what came in: `message × 2, status`. */
function kindsOf(events: readonly RoutedEvent[]): string {
  const counts = new Map<string, number>();
  for (const { event } of events) {
    counts.set(event.kind, (counts.get(event.kind) ?? 0) + 1);
  }
  const kinds = [...counts].map(([kind, count]) => (count > 1 ? `${kind} × ${count}` : kind));
  return kinds.join(", ") || "nothing to act on";
}
