import type { ProcessFault } from "./faults.ts";

/** The results of a proof. */
export interface Report {
  readonly seconds: number;
  readonly webhooks: number;
  readonly inputs: number;
  readonly contacts: number;
  readonly messages: number;
  readonly faults: readonly ProcessFault[];
  readonly sendFaults: number;
  readonly poisoned: number;
  readonly timers: number;
  readonly worstTimerMs: number;
  readonly unknown: number;
  readonly rateLimits: number;
  /** The violations by kind, each with its cases. */
  readonly findings: Readonly<Record<string, readonly string[]>>;
}

const examples = 5;

/** Prints the results. Returns whether no violation was found. */
export function printReport(report: Report): boolean {
  const count = (kind: ProcessFault["kind"]) =>
    report.faults.filter((it) => it.kind === kind).length;
  const facts: readonly (readonly [string, number | string])[] = [
    ["webhook requests", report.webhooks],
    ["inputs of contacts", `${report.inputs} of ${report.contacts}`],
    ["messages that arrived", report.messages],
    ["servers killed", count("kill")],
    ["servers paused", `${count("pause")} + ${count("long pause")} beyond their lease`],
    ["store killed", count("kill of the store")],
    ["sends that failed, hung or were slow", report.sendFaults],
    ["poisoned inputs", report.poisoned],
    ["timers fired", report.timers],
    ["latest timer, undisturbed", `${report.worstTimerMs} ms`],
    ["outcomes unknown, shown to members", report.unknown],
    ["sends refused for their rate", report.rateLimits],
    ["seconds", report.seconds],
  ];
  console.log("");
  for (const [name, value] of facts) {
    console.log(`${name.padEnd(38)} ${value}`);
  }
  console.log("");
  let sound = true;
  for (const [name, cases] of Object.entries(report.findings)) {
    console.log(`${name.padEnd(38)} ${cases.length}`);
    for (const example of cases.slice(0, examples)) {
      console.log(`    ${example}`);
    }
    sound &&= cases.length === 0;
  }
  console.log(sound ? "\nSound.\n" : "\nNot sound.\n");
  return sound;
}
