import { build, isStale, parts } from "../../scripts/parts.mjs";

/** Builds the server before the tests that start it as a process, if its sources are newer than the build. */
export async function setup(): Promise<void> {
  for (const part of parts) {
    if (part.name === "server" && isStale(part)) {
      await build(part);
    }
  }
}
