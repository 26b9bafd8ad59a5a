import type { ServerContext } from "../../context/server-context.ts";
import { addCounts, type Counts, countName, partsOf } from "../../domain/reports/counts.ts";
import { readDaySums } from "./read-sums.ts";
import type { Days } from "./report-period.ts";

/** Adds up the counts of each version of a flow in a period. */
export async function readVersionCounts(
  { connection }: ServerContext,
  workspaceId: string,
  flowId: string,
  days: Days,
): Promise<readonly { readonly version: number; readonly counts: Counts }[]> {
  const found = await readDaySums(connection, workspaceId, { kind: countName("v", flowId) }, days);
  return [...found].map(([group, sums]) => {
    const counts: Record<string, number> = {};
    for (const it of sums) {
      addCounts(counts, it.counts);
    }
    return { version: Number(partsOf(group)[2]), counts };
  });
}

/** Adds up the counts of versions, of all or of one. */
export function sumOfVersions(
  versions: Awaited<ReturnType<typeof readVersionCounts>>,
  only: number | undefined,
): Counts {
  const total: Record<string, number> = {};
  for (const { version, counts } of versions) {
    if (only === undefined || only === version) {
      addCounts(total, counts);
    }
  }
  return total;
}
