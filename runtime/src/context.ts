import type { Abilities, Condition, ContactActivity } from "@chatloom/flows-schema";
import type { QueueState } from "./effect.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import type { Limits } from "./limits.ts";

/** CONTRACT. Everything a turn may know that is not in the flow or the run. Plain JSON, recorded with the turn for replay. */
export interface Context {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The seed of random choices; differs from turn to turn. Callback addresses are derived from it, so it must be secret. */
  readonly seed: string;
  /** Unique to this turn; effect ids are made of it. */
  readonly turnId: string;
  readonly conversationId: string;
  readonly contact: ContactView;
  readonly channel: {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly abilities: Abilities;
  };
  readonly workspace: {
    readonly id: string;
    readonly name: string;
    readonly variables: JsonObject;
    /** Default country (ISO 3166) of flows that set none. */
    readonly country?: string | undefined;
  };
  /** Epoch milliseconds from which the channel takes only templates, until the contact writes again; absent: it takes messages at any time. */
  readonly windowClosesAt?: number;
  /** The contact never wrote before. */
  readonly firstContact: boolean;
  /** People have the conversation: the bot acts on stop words only, and on what the handoff step lets it answer meanwhile. */
  readonly withPeople?: boolean | undefined;
  /** None of them has taken it yet. */
  readonly untaken?: boolean | undefined;
  /** Where the contact stands in the queue, while nobody has taken the conversation. */
  readonly queue?: QueueState | undefined;
  /** Where files of this server are reached from outside, without a slash at the end. */
  readonly publicUrl: string;
  /** Bounds that differ from `defaultLimits`. */
  readonly limits?: Partial<Limits> | undefined;
  /** Bot messages this contact already got in this clock hour; see `Turn.sent`. */
  readonly sentThisHour?: number;
  /** The segments that conditions of the active flows name. */
  readonly segments?: SegmentWorld | undefined;
  /** The shares that bandit A/B tests have learnt: `flowId/nodeId` → variant id → share. Without them the weights of the flow apply. */
  readonly variantShares?: VariantShares | undefined;
}

/** `flowId/nodeId` → variant id → share. */
export interface VariantShares {
  readonly [flowAndNode: string]: { readonly [variantId: string]: number };
}

/** The segments that conditions refer to. */
export interface SegmentWorld {
  /** Dates without a zone are in this one. */
  readonly timeZone: string;
  /** By the segment's id. */
  readonly conditions: { readonly [segmentId: string]: Condition };
}

/** The activities of a contact; a list is absent where no condition names it. */
export type ContactActivities = { readonly [Name in ContactActivity]?: readonly string[] };

/** A contact as flows see it: `{{ contact.email }}`; custom fields stand beside the known ones. */
export interface ContactView extends ContactActivities {
  readonly id: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly language: string;
  /** ISO 3166-1 alpha-2. This and the next one are absent where unknown: a custom field of that name then stands in. */
  readonly country?: string;
  /** An IANA name. */
  readonly timeZone?: string;
  readonly tags: readonly string[];
  readonly optedIn: boolean;
  /** Ids of the channels on which the contact has an address. */
  readonly channels?: readonly string[];
  /** When the contact first wrote or was added, ISO. */
  readonly firstSeen?: string;
  /** When the contact last wrote, ISO; empty if never. */
  readonly lastSeen?: string;
  /** The states of consent by purpose, for all channels and for single ones: `marketing:given`, `marketing:withdrawn:<channel>`. */
  readonly consents?: readonly string[];
  readonly fields: { readonly [name: string]: JsonValue };
}
