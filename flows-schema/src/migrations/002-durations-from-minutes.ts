import { defined } from "../defined.ts";
import type { Migration, OldFlow } from "../migration.ts";

/**
 * Format 1 counted in minutes: `waitMinutes` of a delay, `timeoutMinutes` of whatever waits for an answer. Format 2 has
 * durations as people say them, in the largest unit that fits.
 */
export const durationsFromMinutes: Migration = {
  to: 2,
  up: (flow) => ({
    ...flow,
    nodes: Array.isArray(flow.nodes) ? flow.nodes.map(upNode) : flow.nodes,
  }),
};

function upNode(node: unknown): unknown {
  if (!isObject(node) || !isObject(node.data)) {
    return node;
  }
  const { waitMinutes, timeoutMinutes, ...data } = node.data;
  return {
    ...node,
    data: {
      ...data,
      ...defined({
        duration: typeof waitMinutes === "number" ? durationOf(waitMinutes) : undefined,
        timeout: typeof timeoutMinutes === "number" ? durationOf(timeoutMinutes) : undefined,
      }),
    },
  };
}

function durationOf(minutes: number) {
  if (minutes > 0 && minutes % 1440 === 0) {
    return { amount: minutes / 1440, unit: "days" };
  }
  if (minutes > 0 && minutes % 60 === 0) {
    return { amount: minutes / 60, unit: "hours" };
  }
  return { amount: minutes, unit: "minutes" };
}

function isObject(value: unknown): value is OldFlow {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
