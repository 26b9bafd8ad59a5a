import type { ChannelEvent } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { CrmEvent } from "../../crm/crm.ts";
import type { PaymentEvent } from "../../payments/payment-event.ts";
import type { ConnectedAccount } from "../../records/connected-channel.ts";
import { storeStanding } from "../../records/store-standing.ts";
import { changeTemplate } from "../../records/template-store.ts";
import type { ConversationEvent, RoutedEvent } from "./route-events.ts";

type ReportEvent = Extract<PaymentEvent, { kind: "payment" }>;
type CustomerEvent = Extract<CrmEvent, { kind: "crmContact" }>;
type NewsEvent = Extract<ChannelEvent, { kind: "account" }>;

/** Stores what a platform tells about an account of ours. */
export type HearNews = (connected: ConnectedAccount, event: NewsEvent) => Promise<void>;

/** Made once per server. */
export function createHearNews(context: ServerContext): HearNews {
  return (connected, { news }) =>
    news.about === "template"
      ? changeTemplate(context, connected, news)
      : storeStanding(context, connected, news.standing);
}

/** Separates news about accounts, reports of payments and changes in CRMs from what people did. */
export function splitEvents(events: readonly RoutedEvent[]): {
  readonly news: readonly RoutedEvent<NewsEvent>[];
  readonly payments: readonly RoutedEvent<ReportEvent>[];
  readonly customers: readonly RoutedEvent<CustomerEvent>[];
  readonly others: readonly ConversationEvent[];
} {
  const news: RoutedEvent<NewsEvent>[] = [];
  const payments: RoutedEvent<ReportEvent>[] = [];
  const customers: RoutedEvent<CustomerEvent>[] = [];
  const others: ConversationEvent[] = [];
  for (const { connected, event } of events) {
    if (event.kind === "account") {
      news.push({ connected, event });
    } else if (event.kind === "payment") {
      payments.push({ connected, event });
    } else if (event.kind === "crmContact") {
      customers.push({ connected, event });
    } else {
      others.push({ connected, event });
    }
  }
  return { news, payments, customers, others };
}
