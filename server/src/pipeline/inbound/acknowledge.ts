import type { ChannelEvent } from "../../channels/channel.ts";
import type { DeskEvent } from "../../desks/desk.ts";
import {
  type ConnectedAccount,
  isChannelAccount,
  noteEvent,
} from "../../records/connected-channel.ts";
import { type CallServices, notingClient } from "../outbound/noting-client.ts";

/** When each channel's last event was noted; the list of channels needs no more than a minute's precision. */
const noted = new Map<string, number>();
const noteEveryMs = 60_000;

/** Does what an event needs at once, beside its turn: stops the platform's spinner and notes the channel's last message. */
export function acknowledge(
  services: CallServices,
  connected: ConnectedAccount,
  event: ChannelEvent | DeskEvent,
): void {
  const { context } = services;
  const call =
    isChannelAccount(connected) && !("case" in event)
      ? connected.channel.acknowledge?.(event, connected.settings)
      : undefined;
  if (call) {
    void notingClient(services, connected).call(call);
  }
  const now = context.now();
  if (now - (noted.get(connected.id) ?? 0) < noteEveryMs) {
    return;
  }
  noted.set(connected.id, now);
  noteEvent(context, connected).catch((error: unknown) => {
    context.log.warn({ err: error, channelId: connected.id }, "an event could not be noted");
  });
}
