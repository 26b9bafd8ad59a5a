import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const mostSaid = 2_000;

/** Copies the embedded store into a new file beside its server, checked. Throws with what was wrong. */
export async function takeSnapshot(
  dataDir: string,
  file: string,
  signal?: AbortSignal,
): Promise<void> {
  const child = spawn(process.execPath, [...program(), dataDir, file], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {},
    signal,
    killSignal: "SIGKILL",
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said = (said + String(text)).slice(0, mostSaid);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) {
    throw new Error(said.trim() || `The copy of the store ended with code ${code}`);
  }
}

function program(): string[] {
  const compiled = import.meta.url.endsWith(".js");
  if (compiled) {
    return [fileURLToPath(new URL("./snapshot-process.js", import.meta.url))];
  }
  // Run from its sources, as in tests, the process needs a TypeScript loader.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const source = fileURLToPath(new URL("./snapshot-process.ts", import.meta.url));
  return ["--conditions=source", "--import", tsx, source];
}
