import type { StoreNotice } from "../commands/engine.ts";

/** The settings with which the store's thread starts. */
export interface StoreSettings {
  dataDir: string;
  socketPath: string | undefined;
  /** Set to listen on the loopback interface instead of a socket file; 0 picks a free port. */
  port: number | undefined;
  database: string;
  ttlSweepSeconds: number;
}

/** A message from the store's thread. */
export type StoreMessage =
  | { kind: "ready"; uri: string }
  | { kind: "failed"; message: string }
  | ({ kind: "notice" } & StoreNotice)
  /** Why the store refuses writes; `undefined` when it accepts them again. */
  | { kind: "problem"; problem: string | undefined };
