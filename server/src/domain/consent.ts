import type { Reason } from "@chatloom/api-schema";
import {
  type ConsentMark,
  type ConsentState,
  everyChannel,
  type Purpose,
} from "./consent-entry.ts";
import type { ContactDoc } from "./contact-doc.ts";

/** The state that counts on a channel: the newest of the channel's own and that for all channels. Undefined if nobody asked. */
export function consentOn(
  { consent, optedIn }: Pick<ContactDoc, "consent" | "optedIn">,
  purpose: Purpose,
  channelId: string,
): ConsentState | undefined {
  const marks = [consent?.[`${purpose}:${channelId}`], consent?.[`${purpose}:${everyChannel}`]];
  return stateOf(marks, purpose, optedIn);
}

/** The newest state of a purpose on any channel. Undefined if nobody asked. */
export function newestConsent(
  { consent = {}, optedIn }: Pick<ContactDoc, "consent" | "optedIn">,
  purpose: Purpose,
): ConsentState | undefined {
  const marks = Object.entries(consent).flatMap(([key, mark]) =>
    key.startsWith(`${purpose}:`) ? [mark] : [],
  );
  return stateOf(marks, purpose, optedIn);
}

function stateOf(
  marks: readonly (ConsentMark | undefined)[],
  purpose: Purpose,
  optedIn: boolean,
): ConsentState | undefined {
  const [newest] = marks.filter((it) => it !== undefined).sort((a, b) => b.at - a.at);
  // Earlier versions kept one flag.
  return newest?.state ?? (purpose === "marketing" && optedIn ? "given" : undefined);
}

/** Says why a marketing message may not go to a contact; undefined if it may. `demanded`: the channel demands that consent was given. */
export function marketingRefusal(
  contact: Pick<ContactDoc, "consent" | "optedIn" | "blocked">,
  channelId: string,
  demanded: boolean,
): Reason | undefined {
  if (contact.blocked) {
    return { code: "contact.blocked", message: "The contact is blocked" };
  }
  const state = consentOn(contact, "marketing", channelId);
  if (state === "withdrawn") {
    return { code: "consent.withdrawn", message: "The contact does not want marketing messages" };
  }
  if (state === "declined") {
    return { code: "consent.declined", message: "The contact declined marketing messages" };
  }
  return demanded && state !== "given"
    ? { code: "consent.missing", message: "The contact has not agreed to marketing messages" }
    : undefined;
}
