import type { ChannelEvent } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConnectedAccount } from "../../records/connected-channel.ts";
import { storeStanding } from "../../records/store-standing.ts";
import { changeTemplate } from "../../records/template-store.ts";
import type { RoutedEvent } from "./route-events.ts";

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

/** Separates news about accounts from what people did. */
export function splitNews(events: readonly RoutedEvent[]): {
  readonly news: readonly { readonly connected: ConnectedAccount; readonly event: NewsEvent }[];
  readonly others: readonly RoutedEvent[];
} {
  const news = events.flatMap(({ connected, event }) =>
    event.kind === "account" ? [{ connected, event }] : [],
  );
  return { news, others: events.filter(({ event }) => event.kind !== "account") };
}
