import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent } from "../channel.ts";
import { id, type Json, list, timeOf } from "../read-json.ts";
import { type MessagingBase, senderOf } from "./messaging-base.ts";

/** Reads a delivery. The ids are exact; the time is used only where they are missing. */
export function parseDelivery(
  delivery: Json,
  item: Json,
  base: MessagingBase,
): readonly ChannelEvent[] {
  const to = senderOf(item);
  const status = {
    ...base,
    kind: "status" as const,
    status: "delivered" as const,
    ...defined({ to }),
  };
  const mids = list(delivery.mids)
    .map(id)
    .filter((mid) => mid !== undefined);
  if (mids.length > 0) {
    return mids.map((mid) => ({ ...status, id: `delivered:${mid}`, messageId: mid }));
  }
  return watermark(delivery, "delivered", to?.id).map((it) => ({ ...status, ...it }));
}

/** Reads that messages were read, by the message's id or up to a time. */
export function parseRead(read: Json, item: Json, base: MessagingBase): readonly ChannelEvent[] {
  const to = senderOf(item);
  const mid = id(read.mid);
  const found =
    mid === undefined ? watermark(read, "read", to?.id) : [{ id: `read:${mid}`, messageId: mid }];
  return found.map((it) => ({
    ...base,
    kind: "status",
    status: "read",
    ...defined({ to }),
    ...it,
  }));
}

function watermark(part: Json, word: string, to: string | undefined) {
  const time = timeOf(part.watermark, 0);
  return time === 0 || to === undefined ? [] : [{ id: `${word}:${to}:${time}`, watermark: time }];
}
