import type { FlowSummary } from "@chatloom/api-schema";

/** Lists the folders that flows lie in, by name. */
export function foldersOf(flows: readonly FlowSummary[]): readonly string[] {
  const names = new Set(flows.flatMap((it) => it.folder ?? []));
  return [...names].sort((a, b) => a.localeCompare(b));
}
