import type { ChannelEvent, WebhookRequest } from "../../channels/channel.ts";
import { metrics } from "../../context/metrics.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { CrmEvent } from "../../crm/crm.ts";
import type { DeskEvent } from "../../desks/desk.ts";
import type { PaymentEvent } from "../../payments/payment-event.ts";
import { isGenuineWebhook } from "../../platforms/is-genuine-webhook.ts";
import { type ConnectedAccount, isChannelAccount } from "../../records/connected-channel.ts";

/** An event of any platform's webhook. */
type AnyEvent = ChannelEvent | DeskEvent | PaymentEvent | CrmEvent;

/** An event and the account it is for. */
export interface RoutedEvent<E extends AnyEvent = AnyEvent> {
  readonly connected: ConnectedAccount;
  readonly event: E;
}

/** An event that waits for its conversation. */
export type ConversationEvent = RoutedEvent<ChannelEvent | DeskEvent>;

/** Where other accounts of the same platform are found. */
interface Accounts {
  readonly context: ServerContext;
  readonly accountsOfType: (type: string) => Promise<readonly ConnectedAccount[]>;
}

/** The events of a verified body of one platform, each with the account it belongs to; those for nobody are counted and dropped. */
export async function routeEvents(
  { context, accountsOfType }: Accounts,
  verified: readonly ConnectedAccount[],
  request: WebhookRequest,
  content: unknown,
): Promise<readonly RoutedEvent[]> {
  const [first] = verified;
  if (!first) {
    return [];
  }
  const { channel } = first;
  const now = context.now();
  const events = parse(first);
  const routed: RoutedEvent[] = [];
  for (const event of events) {
    if (event.kind === "ignored") {
      metrics.webhookEvents.inc({ type: channel.type, outcome: "ignored" });
      continue;
    }
    const owners = event.kind === "account" && event.owner !== undefined;
    const found = owners
      ? ownedBy(event.owner, [...verified, ...(await others())])
      : [accountOf(event, verified) ?? accountOf(event, await others())].filter(
          (it) => it !== undefined,
        );
    routed.push(...found.map((connected) => ({ connected, event })));
    metrics.webhookEvents.inc({
      type: channel.type,
      outcome: found.length > 0 ? "received" : "nobody's",
    });
  }
  return routed;

  function parse(connected: ConnectedAccount): readonly RoutedEvent["event"][] {
    try {
      return channel.parse(content, connected.settings, now);
    } catch (error) {
      // A body that cannot be read now cannot be read when it is sent again, either.
      metrics.webhookEvents.inc({ type: channel.type, outcome: "unreadable" });
      context.log.error({ err: error, type: channel.type }, "a webhook's body cannot be read");
      return [];
    }
  }

  /** Accounts of one app share a webhook and its secret. */
  async function others(): Promise<readonly ConnectedAccount[]> {
    const all = await accountsOfType(channel.type);
    return all.filter((it) => isGenuineWebhook(context.config.secretKey, it, request, now));
  }
}

/** The accounts of an owner, each once. One whose owner is not known counts only where there is no other. */
function ownedBy(
  owner: string | undefined,
  candidates: readonly ConnectedAccount[],
): readonly ConnectedAccount[] {
  const accounts = [...new Map(candidates.map((it) => [it.id, it])).values()].filter(
    isChannelAccount,
  );
  const own = accounts.filter(({ channel, settings }) => channel.owner?.(settings) === owner);
  const [only, ...more] = accounts;
  const unknown = only && more.length === 0 && !only.channel.owner?.(only.settings);
  return unknown ? [only] : own;
}

function accountOf(
  { account }: RoutedEvent["event"],
  candidates: readonly ConnectedAccount[],
): ConnectedAccount | undefined {
  if (account === undefined) {
    return candidates.length === 1 ? candidates[0] : undefined;
  }
  return candidates.find(({ channel, settings }) => {
    const own = channel.account(settings);
    return own === undefined ? candidates.length === 1 : own === account;
  });
}
