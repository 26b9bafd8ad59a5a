import type { MessageContent } from "@chatloom/flows-schema";

/** Which case an event belongs to. */
export interface CaseReference {
  /** The helpdesk's id of it. */
  readonly id: string;
  /** Our conversation, where the helpdesk returns what it was opened with. It finds the case before its id is stored. */
  readonly conversationId?: string;
}

/** An agent of the helpdesk, as far as it tells. */
export interface DeskAgent {
  readonly id?: string;
  readonly name?: string;
}

interface EventBase {
  /** Unique within the account and the same at every redelivery. */
  readonly id: string;
  /** Which account it is for, as in `Connection.account`; undefined where the body does not say. */
  readonly account: string | undefined;
  /** Epoch milliseconds, by the helpdesk's clock. */
  readonly at: number;
}

interface CaseEventBase extends EventBase {
  readonly case: CaseReference;
  readonly agent?: DeskAgent;
}

/** An event in a helpdesk, in our terms. */
export type DeskEvent =
  /** An agent wrote to the contact. Private notes and what we wrote ourselves are `ignored`. */
  | (CaseEventBase & {
      readonly kind: "agentMessage";
      /** The helpdesk's id of the message. */
      readonly messageId: string;
      readonly content: MessageContent;
    })
  /** An agent took the case without writing yet. */
  | (CaseEventBase & { readonly kind: "caseTaken" })
  /** The case ended, or was opened again by the helpdesk. */
  | (CaseEventBase & {
      readonly kind: "caseChanged";
      readonly state: "open" | "ended";
      /** The results that the agent chose, such as labels. They are compared with the outcomes of the handoff step. */
      readonly outcomes?: readonly string[];
    })
  /** Knowingly not used; `what` is the helpdesk's name for it. Counted. */
  | (EventBase & { readonly kind: "ignored"; readonly what: string });

/** An event of a case. */
export type CaseEvent = Exclude<DeskEvent, { kind: "ignored" }>;

/** The id of the event that tells of an agent's message. What we write gets the same one, so that its echo is a known event. */
export function messageEventId(messageId: string): string {
  return `message:${messageId}`;
}
