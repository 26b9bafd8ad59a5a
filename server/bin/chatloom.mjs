#!/usr/bin/env node
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Runs the compiled program, or the sources where nothing has been compiled yet.
const compiled = new URL("../dist/cli/main.js", import.meta.url);
if (existsSync(compiled)) {
  await import(compiled.href);
} else {
  const source = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
  const tsx = import.meta.resolve("tsx");
  const program = spawn(
    process.execPath,
    ["--conditions=source", "--import", tsx, source, ...process.argv.slice(2)],
    {
      stdio: "inherit",
    },
  );
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => program.kill(signal));
  }
  program.on("exit", (code) => process.exit(code ?? 1));
}
