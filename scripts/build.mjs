import { build, docs, parts } from "./parts.mjs";

// Builds everything, also what is up to date.
for (const part of [...parts, docs]) {
  await build(part);
}
