import type { TestProject } from "vitest/node";
import { build, isStale, parts } from "../../scripts/parts.mjs";
import { startsProcess } from "./spread-processes.ts";

/** Builds the server if its sources are newer than the build, and a test of this run starts it as a process. */
export async function setup(project: TestProject): Promise<void> {
  const named = process.argv.slice(3).filter((it) => !it.startsWith("-"));
  const { testFiles } = await project.globTestFiles(named.length > 0 ? named : undefined);
  if (!testFiles.some(startsProcess)) {
    return;
  }
  for (const part of parts) {
    if (part.name === "server" && isStale(part)) {
      await build(part);
    }
  }
}
