import type { Finding } from "../finding.ts";
import type { Inspection } from "../inspection.ts";

/** Finds settings that no calendar knows: time zones that do not exist, hours that end before they begin. */
export function checkSettings({ flow }: Inspection): Finding[] {
  const { timeZone, businessHours } = flow.settings;
  const findings: Finding[] = [];
  if (!isTimeZone(timeZone)) {
    findings.push({
      code: "settings.timeZone",
      severity: "error",
      path: "/settings/timeZone",
      values: { timeZone },
      message: `“${timeZone}” is not a time zone. An example is Asia/Ho_Chi_Minh.`,
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
      message: `Business hours cannot go from ${from} to ${to}.`,
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
