import { build, parts } from "./parts.mjs";

// Builds everything, also what is up to date.
for (const part of parts) {
  await build(part);
}
