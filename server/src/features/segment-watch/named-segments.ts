import type { ContactNews, Program } from "@chatloom/runtime";

/** The changes of a contact's membership in a segment. */
export type SegmentChange = Extract<ContactNews["change"], "segmentEntered" | "segmentLeft">;

/** The segments that triggers of these programs name, with the changes that start a flow. */
export function namedSegments(
  programs: readonly Program[],
): ReadonlyMap<string, ReadonlySet<SegmentChange>> {
  const named = new Map<string, Set<SegmentChange>>();
  for (const { data, type } of programs.flatMap((it) => it.triggers)) {
    if (type !== "trigger.contact") {
      continue;
    }
    const { change, name } = data;
    if ((change === "segmentEntered" || change === "segmentLeft") && name !== "") {
      named.set(name, (named.get(name) ?? new Set()).add(change));
    }
  }
  return named;
}
