import { id, type Json, object } from "../read-json.ts";

/** The fields that all events of an item of `messaging` share. */
export interface MessagingBase {
  readonly account: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Reads who an item is from; undefined where it does not say. */
export function senderOf(item: Json): { id: string } | undefined {
  const sender = id(object(item.sender).id);
  return sender === undefined ? undefined : { id: sender };
}
