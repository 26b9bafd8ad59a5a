import type { MessageContent } from "@chatloom/flows-schema";

/** The beginning of the ids with which a bridge opens cases and writes messages. Such messages are never carried back. */
export const bridgePrefix = "bridge-";

/** A message that people wrote in a case of a helpdesk, for a bridge to another helpdesk. */
export interface CaseMessage {
  /** The helpdesk's id of the message. */
  readonly id: string;
  /** Which account it is for, as in `Connection.account`; undefined where the body does not say. */
  readonly account: string | undefined;
  /** Epoch milliseconds, by the helpdesk's clock. */
  readonly at: number;
  readonly caseId: string;
  /** The address at which agents see the case. */
  readonly caseUrl: string;
  /** The link of the bridge, where a bridge opened the case. */
  readonly linkId?: string;
  readonly author: { readonly kind: "contact" | "agent"; readonly name: string };
  readonly contact: {
    /** The helpdesk's. */
    readonly id?: string;
    readonly name: string;
    readonly email?: string;
    readonly phone?: string;
  };
  readonly contents: readonly MessageContent[];
}
