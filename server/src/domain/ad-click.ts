import type { ChannelEvent } from "../channels/channel-event.ts";

/** A click on an ad of Meta: of an ad that opens WhatsApp, or of one that leads to a website. */
export interface AdClick {
  readonly kind: "whatsapp" | "website";
  readonly clickId: string;
}

/** An ad brought the contact. The id is the event's; the moment is in epoch milliseconds. */
export interface AdClickNoted {
  readonly type: "noteAdClick";
  readonly id: string;
  readonly click: AdClick;
  readonly at: number;
}

const longestId = 500;

/** Returns the click that brought a contact with an event; undefined where no ad of Meta did. */
export function adClickOf(event: ChannelEvent, channelType: string): AdClick | undefined {
  const referral =
    event.kind === "referral"
      ? event
      : event.kind === "message" || event.kind === "postback"
        ? event.referral
        : undefined;
  const website = referral?.values?.fbclid;
  if (referral?.clickId && channelType === "whatsapp") {
    return usable("whatsapp", referral.clickId);
  }
  return website ? usable("website", website) : undefined;
}

/** A cut id matches no click. */
function usable(kind: AdClick["kind"], clickId: string): AdClick | undefined {
  return clickId.length <= longestId ? { kind, clickId } : undefined;
}
