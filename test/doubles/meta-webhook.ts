import type { DoubleEvent } from "./double.ts";

type OwnEvent = Exclude<DoubleEvent, { kind: "raw" }>;

/** Makes the webhook body of an event as Messenger and Instagram send it; `itemOf` gives what is special to the event. */
export function metaWebhook(
  object: "page" | "instagram",
  account: string,
  event: DoubleEvent,
  itemOf: (event: OwnEvent, timestamp: number) => object,
): unknown {
  if (event.kind === "raw") {
    return event.body;
  }
  const person = { id: event.kind === "status" ? event.to : event.from };
  const timestamp = ("at" in event && event.at) || Date.now();
  const item = {
    sender: person,
    recipient: { id: account },
    timestamp,
    ...itemOf(event, timestamp),
  };
  return { object, entry: [{ id: account, time: timestamp, messaging: [item] }] };
}

/** Makes what both platforms say of texts, taps and pictures. `image` takes an address as its file: Meta sends addresses, not ids. */
export function metaMessage(
  event: Extract<DoubleEvent, { kind: "text" | "tap" | "image" }>,
  mid: string,
): object {
  switch (event.kind) {
    case "text":
      return { message: { mid, text: event.text } };
    case "tap":
      return { message: { mid, text: event.label, quick_reply: { payload: event.payload } } };
    case "image": {
      const attachments = [{ type: "image", payload: { url: event.fileId } }];
      return {
        message: { mid, attachments, text: event.caption },
      };
    }
  }
}
