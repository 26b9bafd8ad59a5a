import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";

/** Finds settings that no calendar knows: time zones that do not exist, hours that end before they begin. */
export function checkSettings({ flow }: Inspection): FindingFacts[] {
  const { timeZone, businessHours } = flow.settings;
  const findings: FindingFacts[] = [];
  if (!isTimeZone(timeZone)) {
    findings.push({
      code: "settings.timeZone",
      severity: "error",
      path: "/settings/timeZone",
      values: { timeZone },
      repair: { kind: "setSetting", path: "/timeZone", value: "UTC" },
    });
  }
  for (const [index, { from, to }] of businessHours.entries()) {
    if (from < to) {
      continue;
    }
    findings.push({
      code: "settings.hours",
      severity: "error",
      path: `/settings/businessHours/${index}`,
      values: { from, to },
      repair: {
        kind: "setSetting",
        path: "/businessHours",
        value: businessHours.filter((_, at) => at !== index),
      },
    });
  }
  return findings;
}

function isTimeZone(name: string): boolean {
  try {
    // Throws for a name it does not know; offsets such as +07:00 have no summer time and are refused.
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
