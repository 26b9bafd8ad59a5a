import { build, parts } from "./parts.mjs";

// Builds everything, whether it is stale or not.
for (const part of parts) await build(part);
