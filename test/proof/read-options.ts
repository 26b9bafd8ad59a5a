import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

/** The size of a proof and its faults. */
export interface ProofOptions {
  readonly seed: number;
  readonly contacts: number;
  /** Signed webhook requests, duplicates included. */
  readonly webhooks: number;
  readonly servers: number;
  readonly kills: number;
  readonly pauses: number;
  /** Pauses longer than a lease. Another process takes over, and the paused one must not write afterwards. */
  readonly longPauses: number;
  /** How often the store's process is killed; 0 when a MongoDB is used. */
  readonly storeKills: number;
  /** Mean time between two faults, in milliseconds. */
  readonly faultEveryMs: number;
  /** The connection string of a MongoDB to use instead of the embedded store. */
  readonly mongodbUri: string | undefined;
  readonly keep: boolean;
}

/** Reads `--seed N`, `--short`, `--single` (one process with its own store) and `--keep` (leaves data and logs behind). */
export function readOptions(args: readonly string[], mongodbUri: string | undefined): ProofOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string" },
      short: { type: "boolean", default: false },
      single: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
    },
  });
  const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
  if (!Number.isSafeInteger(seed)) {
    throw new Error("--seed must be a whole number");
  }
  const size = values.short ? short : full;
  const { kills } = size;
  const storeKills = mongodbUri === undefined ? size.storeKills : 0;
  const strokes = values.single
    ? { servers: 1, kills: kills + storeKills, storeKills: 0 }
    : { storeKills };
  return { ...size, ...strokes, seed, mongodbUri, keep: values.keep };
}

const full = {
  contacts: 500,
  webhooks: 20_500,
  servers: 3,
  kills: 14,
  pauses: 6,
  longPauses: 2,
  storeKills: 2,
  faultEveryMs: 10_000,
};

const short = {
  contacts: 120,
  webhooks: 2_050,
  servers: 3,
  kills: 5,
  pauses: 1,
  longPauses: 1,
  storeKills: 1,
  faultEveryMs: 2_500,
};
