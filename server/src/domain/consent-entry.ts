/** The purposes that a contact consents to. */
export const purposes = ["marketing", "service"] as const;
export type Purpose = (typeof purposes)[number];
export type ConsentState = "given" | "declined" | "withdrawn";
/** How consent came about. */
export type ConsentSource = "flow" | "keyword" | "import" | "agent" | "api" | "platform" | "form";

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
  /** Only after the person was erased: hashes of their addresses. `contactId` is then the hash of the contact's id. */
  readonly subjects?: readonly string[];
}

/** The newest state for one purpose and channel, as it stands in the contact's record. */
export interface ConsentMark {
  readonly state: ConsentState;
  readonly at: number;
}
