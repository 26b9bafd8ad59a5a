import type { OptionKinds } from "./read-options.ts";

/** The options that every command takes. Sessions, deadlines and retries are handled before the command runs. */
export const commonOptions = {
  $db: "handled",
  lsid: "handled",
  txnNumber: "handled",
  $clusterTime: "ignored",
  $readPreference: "ignored",
  readConcern: "readConcern",
  writeConcern: "writeConcern",
  maxTimeMS: "handled",
  let: "refused",
  collation: "refused",
  startTransaction: "refused",
  autocommit: "transaction",
} as const satisfies OptionKinds;
