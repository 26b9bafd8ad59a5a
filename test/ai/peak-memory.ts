import { readFileSync } from "node:fs";

/** Reads the most memory that a process has used, in megabytes; Linux alone tells. */
export function peakMemory(pid: number): number {
  if (process.platform !== "linux") {
    return 0;
  }
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
}
