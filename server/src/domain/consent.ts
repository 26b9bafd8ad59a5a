import type { Reason } from "@chatloom/api-schema";
import type { ContactDoc } from "./contact-doc.ts";

/** What a contact agrees to. */
export const purposes = ["marketing", "service"] as const;
export type Purpose = (typeof purposes)[number];
export const consentStates = ["given", "declined", "withdrawn"] as const;
export type ConsentState = (typeof consentStates)[number];
/** How consent came about. */
export const consentSources = [
  "flow",
  "keyword",
  "import",
  "agent",
  "api",
  "platform",
  "form",
] as const;
export type ConsentSource = (typeof consentSources)[number];

/** Consent for every channel. */
export const everyChannel = "all";

/** One entry of the ledger. It is written once and never changed. */
export interface ConsentEntry {
  /** The same id is the same entry. */
  readonly _id: string;
  readonly contactId: string;
  /** A channel's id, or `all`. */
  readonly channelId: string;
  readonly purpose: Purpose;
  readonly state: ConsentState;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly source: ConsentSource;
  /** The words that the contact read or wrote. */
  readonly wording: string;
  /** Who recorded it: a member's name, a flow's id, a file's name. */
  readonly by: string;
}

/** The newest state for one purpose and channel, as it stands in the contact's record. */
export interface ConsentMark {
  readonly state: ConsentState;
  readonly at: number;
}

/** The state that counts on a channel: the newest of the channel's own and that for all channels. Undefined if nobody asked. */
export function consentOn(
  { consent, optedIn }: Pick<ContactDoc, "consent" | "optedIn">,
  purpose: Purpose,
  channelId: string,
): ConsentState | undefined {
  const marks = [consent?.[`${purpose}:${channelId}`], consent?.[`${purpose}:${everyChannel}`]];
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
