import type { FollowedLink, Referral } from "@chatloom/runtime";
import type { ChannelEvent } from "../channels/channel.ts";
import type { FollowedRefLink } from "./inbound-doc.ts";

/** An event of a contact. */
export type ContactEvent = Extract<
  ChannelEvent,
  { kind: "message" | "postback" | "welcome" | "referral" }
>;

type Plain<K extends ContactEvent["kind"]> = Extract<ContactEvent, { kind: K }>;

/** An event of a contact, with the workspace's link that led to it. */
export type LinkedEvent =
  | (Omit<Plain<"message">, "referral"> & { readonly referral?: Referral | undefined })
  | (Omit<Plain<"postback">, "referral"> & { readonly referral?: Referral | undefined })
  | (Plain<"welcome"> & { readonly link?: FollowedLink | undefined })
  | (Plain<"referral"> & { readonly link?: FollowedLink | undefined });

/** Adds to an event what is known of the link that the contact followed. The platform's values win over the link's. */
export function withLink(event: ContactEvent, followed: FollowedRefLink | undefined): LinkedEvent {
  if (followed === undefined) {
    return event;
  }
  const { code, link } = followed;
  switch (event.kind) {
    case "welcome":
    case "referral":
      return { ...event, link, values: { ...followed.values, ...event.values } };
    case "message":
    case "postback": {
      const came = event.referral ?? { ref: code, source: "LINK" };
      const values = { ...followed.values, ...came.values };
      return { ...event, referral: { ...came, link, values } };
    }
  }
}
