import type { MessageContent } from "@chatloom/flows-schema";

/** One line of the simulated chat. */
export interface Entry {
  readonly id: number;
  readonly from: "bot" | "contact" | "agent" | "notice";
  readonly content: MessageContent | Notice;
  readonly at: number;
  readonly nodeId?: string | undefined;
}

/** Something that happened without a message; `what` is a key under `simulator.notices`. */
export interface Notice {
  readonly kind: "notice";
  readonly what: NoticeName;
  readonly text: string;
  /** The code of a failure, for its words in the member's language. */
  readonly code?: string | undefined;
}
export type NoticeName =
  | "assign"
  | "contact"
  | "ended"
  | "escalated"
  | "failed"
  | "handedBack"
  | "handedOff"
  | "nothingAnswers"
  | "notify"
  | "problem"
  | "resolved"
  | "takenBack"
  | "takenOver"
  | "track";
