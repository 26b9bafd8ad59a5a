import type { CheckContext } from "./check-context.ts";
import { checkAddresses } from "./checks/addresses.ts";
import { checkApprovedTemplates } from "./checks/approved-templates.ts";
import { checkChannelCounts } from "./checks/channel-counts.ts";
import { checkTextLimits } from "./checks/channel-limits.ts";
import { checkClassExamples } from "./checks/class-examples.ts";
import { checkCodeResults } from "./checks/code-results.ts";
import { checkConnectedAccounts } from "./checks/connected-accounts.ts";
import { checkConnections } from "./checks/connections.ts";
import { checkContactFields } from "./checks/contact-fields.ts";
import { checkCountry } from "./checks/country.ts";
import { checkDeclarations } from "./checks/declarations.ts";
import { checkEdges } from "./checks/edges.ts";
import { checkEmptyFields } from "./checks/empty-fields.ts";
import { checkIds } from "./checks/ids.ts";
import { checkKeywords } from "./checks/keywords.ts";
import { checkLabels } from "./checks/labels.ts";
import { checkMembers } from "./checks/members.ts";
import { checkMessageWindow } from "./checks/message-window.ts";
import { checkPayments } from "./checks/payments.ts";
import { checkReachability } from "./checks/reachability.ts";
import { checkRegexes } from "./checks/regexes.ts";
import { checkSecrets } from "./checks/secrets.ts";
import { checkSegments } from "./checks/segments.ts";
import { checkSensitive } from "./checks/sensitive.ts";
import { checkServerTools } from "./checks/server-tools.ts";
import { checkSettings } from "./checks/settings.ts";
import { checkSheetColumns } from "./checks/sheet-columns.ts";
import { checkSilentLoops } from "./checks/silent-loops.ts";
import { checkSwitches } from "./checks/switches.ts";
import { checkTargets } from "./checks/targets.ts";
import { checkTemplates } from "./checks/templates.ts";
import { checkVariables } from "./checks/variables.ts";
import { checkWeights } from "./checks/weights.ts";
import { type Finding, type FindingFacts, withMessage } from "./finding.ts";
import type { Flow } from "./flow.ts";
import { type Inspection, inspect } from "./inspection.ts";

/** Every check, in the order in which findings are listed. */
const checks: readonly ((inspection: Inspection) => FindingFacts[])[] = [
  checkIds,
  checkEdges,
  checkReachability,
  checkEmptyFields,
  checkConnections,
  checkSilentLoops,
  checkTargets,
  checkConnectedAccounts,
  checkSheetColumns,
  checkServerTools,
  checkPayments,
  checkSwitches,
  checkMembers,
  checkSegments,
  checkTemplates,
  checkAddresses,
  checkSecrets,
  checkSensitive,
  checkCodeResults,
  checkRegexes,
  checkWeights,
  checkClassExamples,
  checkSettings,
  checkCountry,
  checkDeclarations,
  checkContactFields,
  checkVariables,
  checkLabels,
  checkKeywords,
  checkTextLimits,
  checkChannelCounts,
  checkMessageWindow,
  checkApprovedTemplates,
];

/**
 * Finds what is wrong with a flow: in itself, with regard to its neighbours, and on the connected
 * channels. The flow must fit the schema. Errors come before warnings.
 */
export function checkFlow(flow: Flow, checkContext: CheckContext): Finding[] {
  const inspection = inspect(flow, checkContext);
  const findings = checks.flatMap((check) => check(inspection)).map(withMessage);
  return [
    ...findings.filter((it) => it.severity === "error"),
    ...findings.filter((it) => it.severity === "warning"),
  ];
}
