/** The fields that all events of one request share. */
export interface EventBase {
  readonly id: string;
  readonly account: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Who we are in the workspace that an event is from. */
export interface Workspace {
  readonly botUserId: string | undefined;
}
