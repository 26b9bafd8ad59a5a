import type { Abilities, AssignmentRule } from "@chatloom/flows-schema";
import type {
  ContactActivities,
  JsonObject,
  Limits,
  Programs,
  QueueState,
  SegmentWorld,
  VariantShares,
} from "@chatloom/runtime";
import type { ContactDoc } from "./contact-doc.ts";
import type { ConversationDoc } from "./conversation-doc.ts";

/** The state that an input changes: the conversation, and its flows' view of contact and workspace. */
export interface TurnDraft {
  readonly conversation: ConversationDoc;
  readonly contact: ContactDoc;
  readonly variables: JsonObject;
}

/** The state that an input reads and does not change. */
export interface TurnContext {
  readonly now: number;
  readonly programs: Programs;
  readonly channel: { readonly id: string; readonly type: string; readonly name: string };
  readonly abilities: Abilities;
  /** Nobody is called: storing and the live connection deliver (web chat). */
  readonly local: boolean;
  /** The operator's bounds on what the bot may do. */
  readonly limits?: Partial<Limits> | undefined;
  /** The most turns about what comes from outside, counted over ten seconds; undefined: the default. */
  readonly turnsPerSecond?: number | undefined;
  /** Whether nobody is writing: what is sent goes after answers to those who are. */
  readonly campaign?: boolean | undefined;
  /** Where the contact stands in the queue, where a time limit of a handoff is over. */
  readonly queue?: QueueState | undefined;
  /** The rules for conversations that are handed to anyone. */
  readonly assignment?:
    | { readonly rules: readonly AssignmentRule[]; readonly timeZone: string }
    | undefined;
  /** The contact's last text, for the keywords of those rules. */
  readonly said?: string | undefined;
  /** Whether what is sent needs the contact's consent to marketing. */
  readonly marketing?: boolean | undefined;
  /** Whether the run that took the turn belongs to a marketing campaign. */
  readonly ofCampaign?: boolean | undefined;
  /** The broadcast whose flow sends. */
  readonly broadcastId?: string | undefined;
  /** Whether links in its messages are counted. */
  readonly countClicks?: boolean | undefined;
  readonly workspaceName: string;
  /** The workspace's default country (ISO 3166). */
  readonly workspaceCountry?: string | undefined;
  /** The segments that active flows name. */
  readonly segments?: SegmentWorld | undefined;
  /** The activities of the contact that active flows or those segments name. */
  readonly activities?: ContactActivities | undefined;
  /** The shares that A/B tests have learnt; undefined where none learns. */
  readonly variantShares?: VariantShares | undefined;
  readonly publicUrl: string;
  /** Chance that nobody outside can foresee, the same whenever a turn is taken again. */
  readonly seedOf: (turnId: string) => string;
  /** Encrypts a text; `bound` is the id of the message that it belongs to. */
  readonly seal: (text: string, bound: string) => string;
}
