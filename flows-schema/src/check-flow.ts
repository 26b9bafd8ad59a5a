import { checkConnections } from "./checks/connections.ts";
import type { Finding } from "./finding.ts";
import type { Flow } from "./flow.ts";
import { type Inspection, inspect } from "./inspection.ts";
import type { Surroundings } from "./surroundings.ts";

/** Every check, in the order in which findings are listed. */
const checks: readonly ((inspection: Inspection) => Finding[])[] = [checkConnections];

/**
 * Finds what is wrong with a flow: in itself, with regard to its neighbours, and on the connected
 * channels. The flow must fit the schema. Errors come before warnings.
 */
export function checkFlow(flow: Flow, surroundings: Surroundings): Finding[] {
  const inspection = inspect(flow, surroundings);
  const findings = checks.flatMap((check) => check(inspection));
  return [
    ...findings.filter((it) => it.severity === "error"),
    ...findings.filter((it) => it.severity === "warning"),
  ];
}
