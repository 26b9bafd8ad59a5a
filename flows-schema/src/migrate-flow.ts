import { type Flow, formatVersion } from "./flow.ts";
import type { Migration } from "./migration.ts";
import { durationsFromMinutes } from "./migrations/002-durations-from-minutes.ts";

const migrations: readonly Migration[] = [durationsFromMinutes];
const oldest = 1;

/** The flow was written by a newer version, or is no flow at all. */
export class FlowFormatUnknown extends Error {
  readonly code = "flow.format-unknown";
  /** The value in the place of the version. */
  readonly found: unknown;

  constructor(found: unknown) {
    super(
      `formatVersion must be a whole number from ${oldest} to ${formatVersion}, but is ${JSON.stringify(found) ?? "missing"}`,
    );
    this.name = "FlowFormatUnknown";
    this.found = found;
  }
}

/**
 * Brings a stored or imported flow to the present format. Whether it then fits the schema is for the
 * caller to check. Throws `FlowFormatUnknown`.
 */
export function readFlow(value: unknown): Flow {
  const found =
    typeof value === "object" && value !== null && "formatVersion" in value
      ? value.formatVersion
      : undefined;
  if (!Number.isInteger(found) || Number(found) < oldest || Number(found) > formatVersion) {
    throw new FlowFormatUnknown(found);
  }
  let flow = value as { readonly formatVersion: number };
  for (const { to, up } of migrations) {
    if (to > flow.formatVersion) {
      flow = { ...up(flow), formatVersion: to };
    }
  }
  return flow as Flow;
}
