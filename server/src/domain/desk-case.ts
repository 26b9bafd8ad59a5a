import type { KnownCase } from "../desks/desk.ts";

/** The case that a conversation has, or had last, in a helpdesk. */
export interface DeskCase extends Partial<KnownCase> {
  /** The connected account. */
  readonly deskId: string;
  /** `opening`: the helpdesk has not answered yet. */
  readonly state: "opening" | "open" | "ended";
  /** The effect that opened it; its flow goes on through the error port if that fails. */
  readonly effectId: string;
  /** Epoch milliseconds, by our clock. */
  readonly openedAt: number;
  /** Epoch milliseconds by the helpdesk's clock of its newest change of state. Older changes are passed over. */
  readonly changedAt: number;
  /** The number of the last message that the helpdesk knows of. */
  readonly through: number;
}

/** Something to be done in a helpdesk, in order: a second lane of the outbox, so that neither side waits for the other. */
export type CaseEntry = {
  readonly id: string;
  readonly deskId: string;
  readonly state: "queued" | "sending";
  readonly attempts: number;
  /** Not before; epoch milliseconds. */
  readonly nextAt: number;
  /** Whether an attempt was begun once, so that it may have arrived. */
  readonly begun?: true;
  /** The trace of the turn that decided it; see `Span`. */
  readonly trace?: string | undefined;
} & (
  | {
      readonly kind: "open";
      readonly note: string;
      readonly priority?: "low" | "normal" | "high" | "urgent";
      /** The numbers of the messages that the transcript begins after and ends with. */
      readonly after: number;
      readonly upTo: number;
      readonly previous?: KnownCase;
    }
  | { readonly kind: "message"; readonly messageId: string }
  /** For agents only. */
  | { readonly kind: "note"; readonly text: string }
  /** `case`: where the conversation has another one since. */
  | { readonly kind: "close"; readonly case?: KnownCase }
);

/** The case in which agents read along now; undefined where there is none. */
export function liveCase({
  deskCase,
}: {
  readonly deskCase?: DeskCase | undefined;
}): DeskCase | undefined {
  return deskCase && deskCase.state !== "ended" ? deskCase : undefined;
}

/** A new entry that was not tried. */
export function caseEntry<E extends Pick<CaseEntry, "id" | "deskId" | "kind">>(entry: E) {
  return { ...entry, state: "queued", attempts: 0, nextAt: 0 } as const;
}
