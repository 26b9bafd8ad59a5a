import type { StoreNotice } from "../commands/engine.ts";
import type { Durability } from "../storage/open-store-file.ts";

/** What the store's thread is told when it starts. */
export type StoreSettings = {
  dataDir: string;
  socketPath: string | undefined;
  /** Set to listen on the loopback interface instead of a socket file; 0 picks a free port. */
  port: number | undefined;
  durability: Durability;
  database: string;
  ttlSweepSeconds: number;
};

/** What the store's thread says. */
export type StoreMessage =
  | { kind: "ready"; uri: string }
  | { kind: "failed"; message: string }
  | ({ kind: "notice" } & StoreNotice)
  /** Why the store refuses writes, or that it takes them again. */
  | { kind: "problem"; problem: string | undefined }
  | { kind: "closed" };
