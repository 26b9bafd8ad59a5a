import type { JsonValue } from "@chatloom/runtime";
import type { ObjectId } from "../store/scoped-model.ts";
import type { ConsentMark } from "./consent-entry.ts";

/** A person as stored. Ids are 24 hexadecimal digits, moments epoch milliseconds. */
export interface ContactDoc {
  readonly _id: string;
  readonly workspaceId: ObjectId;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly language: string;
  /** ISO 3166-1 alpha-2. This and the next one are absent or empty where nobody told them. */
  readonly country?: string;
  /** An IANA name. */
  readonly timeZone?: string;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, JsonValue>>;
  readonly optedIn: boolean;
  /** The newest state of the consent ledger, by purpose and channel: `marketing:all`. */
  readonly consent?: Readonly<Record<string, ConsentMark>>;
  /** Nothing that the bot or a campaign says reaches a blocked contact, and nothing they write starts a flow. */
  readonly blocked?: boolean;
  readonly identities: readonly { readonly channelId: string; readonly address: string }[];
  /** Facts that a website vouched for with its signature. */
  readonly verified?: VerifiedFacts;
  /** The contacts that were merged into this one. What is stored about them elsewhere keeps their ids. */
  readonly mergedIds?: readonly string[];
  /** By conversation: the newest of its turns' changes that are in here, so that one who comes late with an older one changes nothing. */
  readonly applied?: Readonly<Record<string, number>>;
  /** By which search finds the contact; written by the contact store. */
  readonly words?: readonly string[];
  /** When the contact last wrote; absent if never, or if known to an earlier version only. */
  readonly lastSeenAt?: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Facts that merge contacts by themselves. */
export interface VerifiedFacts {
  /** The website's own id of its customer. */
  readonly externalId?: string;
  readonly email?: string;
  readonly phone?: string;
}
