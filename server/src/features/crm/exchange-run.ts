import type { Reason } from "@chatloom/api-schema";
import type { FieldShape } from "@chatloom/flows-schema";
import type { TObject } from "typebox";
import type { Action } from "../../desks/desk.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";
import type { ConnectedCrm } from "../../records/connected-channel.ts";
import type { StoredExchange } from "../../records/crm-exchange-model.ts";

/** One run of the exchange with a CRM. */
export interface ExchangeRun {
  readonly services: PipelineServices;
  readonly connected: ConnectedCrm;
  readonly exchange: StoredExchange;
  /** The CRM's fields of the pairs. */
  readonly wanted: readonly string[];
  /** The types of our own fields. */
  readonly shapes: ReadonlyMap<string, FieldShape>;
  /** Throws `ExchangeStopped` or `CrmRefused`. */
  readonly ask: <R, D>(action: Action<R, D, TObject>, request: R) => Promise<D>;
  /** Whether the run has taken long enough: the rest follows with the next one. */
  readonly isOver: () => boolean;
}

/** The CRM is busy, away, or refuses the credentials: the run ends. */
export class ExchangeStopped extends Error {
  readonly kind: "later" | "auth";
  readonly reason: Reason;
  readonly afterMs: number | undefined;

  constructor(kind: "later" | "auth", reason: Reason, afterMs?: number) {
    super(reason.message);
    this.kind = kind;
    this.reason = reason;
    this.afterMs = afterMs;
  }
}

/** The CRM refuses one contact or note. */
export class CrmRefused extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.message);
    this.reason = reason;
  }
}
