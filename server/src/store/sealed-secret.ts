import { existsSync } from "node:fs";
import { join } from "node:path";
import { readSample } from "@chatloom/embedded-mongo";

/** A stored secret: the encrypted text and the id that it is bound to. */
export interface SealedSecret {
  readonly box: string;
  readonly bound: string;
}

/** Finds one encrypted secret in a store's file or a backup; undefined if it holds none. */
export function sealedSecretIn(file: string): SealedSecret | undefined {
  const record = readSample(file, "channelAccounts", "secrets");
  return record && { box: String(record.secrets), bound: String(record._id) };
}

/** Says whether the embedded store of a data directory holds encrypted secrets. */
export function holdsSealedSecrets(dataDir: string): boolean {
  const file = join(dataDir, "store.sqlite");
  return existsSync(file) && sealedSecretIn(file) !== undefined;
}
