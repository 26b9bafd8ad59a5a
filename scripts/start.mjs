import { build, docs, isStale, parts } from "./parts.mjs";

// `npm start`: builds what is stale, then serves everything on one port.
try {
  for (const part of parts) {
    if (isStale(part)) {
      await build(part);
    }
  }
} catch (error) {
  console.error(`Could not build: ${error.message}`);
  process.exit(1);
}
await import("../server/dist/main.js");

// Nobody reads the documentation in the first seconds, so the server does not wait for it.
if (isStale(docs)) {
  build(docs, { gently: true }).catch((error) => {
    console.error(`Could not build the documentation: ${error.message}`);
  });
}
