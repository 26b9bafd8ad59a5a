import { build, isStale, parts } from "../../scripts/parts.mjs";

/** Builds the studio and the widget before the browser tests, if their sources are newer than the build. */
export async function setup(): Promise<void> {
  for (const part of parts) {
    if (part.name !== "server" && isStale(part)) {
      await build(part);
    }
  }
}
