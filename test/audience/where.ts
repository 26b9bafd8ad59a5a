import type { Condition, Rule } from "@chatloom/flows-schema";

/** Makes the condition that all rules hold. */
export function where(...rules: readonly Rule[]): Condition {
  return { match: "all", groups: [{ match: "all", rules: [...rules] }] };
}
