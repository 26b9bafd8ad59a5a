/** The state of a conversation that counting carries from one hour to the next. Moments are epoch milliseconds. */
export interface Carried {
  /** The last message and the last turn that are counted. */
  readonly sequence?: number | undefined;
  readonly turn?: number | undefined;
  /** The beginning of the session, which lasts 24 hours from a contact's first message. */
  readonly sessionAt?: number | undefined;
  /** Whether the bot answered in the session, and whether people took part. */
  readonly bot?: boolean | undefined;
  readonly people?: boolean | undefined;
  /** The oldest message of the contact that nobody has answered. */
  readonly askedAt?: number | undefined;
  /** The person who has the conversation, and since when it has had no first answer and no end. */
  readonly held?: "waiting" | "human" | undefined;
  readonly heldSince?: number | undefined;
  readonly firstAnswer?: boolean | undefined;
  readonly language?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly country?: string | undefined;
  /** By group: the last day with a message, and the last day on which the contact wrote. */
  readonly active?: readonly GroupDay[] | undefined;
  readonly wrote?: readonly GroupDay[] | undefined;
  /** The versions of the flows that ran: `[flowId, version]`. */
  readonly versions?: readonly (readonly [flowId: string, version: number])[] | undefined;
  /** Nodes and ports that the current runs have passed, so that each counts once. */
  readonly passed?: readonly string[] | undefined;
  /** Where runs stand, by flow. */
  readonly places?: readonly Place[] | undefined;
  /** The AI step that was asked last. */
  readonly ai?: AiTalk | undefined;
  readonly journey?: Journey | undefined;
}

/** The journey of a contact on a channel so far; see `countJourney`. */
export interface Journey {
  readonly firstAt?: number | undefined;
  /** The Monday of the week of the first message, and the last week after it in which the contact wrote. */
  readonly cohort?: number | undefined;
  readonly week?: number | undefined;
  /** Goals that were reached. */
  readonly goals?: readonly string[] | undefined;
  /** The first and the last touch; see `touchOf`. */
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  /** The way from flow to flow: its beginning, its newest flow and its length. */
  readonly wayAt?: number | undefined;
  readonly flow?: string | undefined;
  readonly depth?: number | undefined;
}

/** A contact's talk with an AI step, and the moment of its last question. */
interface AiTalk {
  /** `flowId/nodeId`. */
  readonly step: string;
  readonly agentId?: string | undefined;
  readonly at: number;
  readonly handedOff?: true | undefined;
}

type GroupDay = readonly [group: string, day: number];

/** The node that a run of a flow entered last, and since when it waits there. */
interface Place {
  readonly flowId: string;
  readonly nodeId: string;
  readonly since?: number | undefined;
  /** Whether it waits for an answer of the contact. */
  readonly asks?: true | undefined;
}

/** The most entries of each list. The oldest are forgotten first. */
export const mostCarried = 60;
