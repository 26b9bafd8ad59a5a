import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import type { ProofOptions } from "../read-options.ts";

/** Reads `--seed N`, `--short` and `--keep`. The long form sends to 20,000 contacts. */
export function readPlan(
  args: readonly string[],
  mongodbUri: string | undefined,
): ProofOptions & { readonly perMinute: number } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string" },
      short: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
    },
  });
  const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
  if (!Number.isSafeInteger(seed)) {
    throw new Error("--seed must be a whole number");
  }
  const size = values.short ? short : full;
  const storeKills = mongodbUri === undefined ? size.storeKills : 0;
  return { ...size, storeKills, webhooks: 0, seed, mongodbUri, keep: values.keep };
}

const full = {
  contacts: 20_000,
  perMinute: 9_600,
  servers: 3,
  kills: 12,
  pauses: 4,
  longPauses: 2,
  storeKills: 2,
  faultEveryMs: 8_000,
};

const short = {
  contacts: 400,
  perMinute: 960,
  servers: 3,
  kills: 5,
  pauses: 1,
  longPauses: 1,
  storeKills: 1,
  faultEveryMs: 2_000,
};
