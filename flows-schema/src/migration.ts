/** A flow of an earlier format: nothing is known of it but that it is an object. */
export type OldFlow = Readonly<Record<string, unknown>>;

/** Brings flows of the format before `to` to the format `to`. It must not throw, whatever the flow holds. */
export interface Migration {
  readonly to: number;
  readonly up: (flow: OldFlow) => OldFlow;
}
