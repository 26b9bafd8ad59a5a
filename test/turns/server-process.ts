import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { testConfig, type World } from "../support/world.ts";

const main = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));

/** A server in a process of its own, on the data and the address of a world that is stopped. */
export interface ServerProcess {
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
}

/** Starts it, with more variables of the environment if given; resolves once it answers. */
export async function startProcess(
  world: World,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const { secretKey } = testConfig(world.dataDir);
  const child: ChildProcess = spawn(process.execPath, [main], {
    cwd: world.dataDir,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH ?? "",
      DATA_DIR: world.dataDir,
      PORT: new URL(world.url).port,
      PUBLIC_URL: world.url,
      SECRET_KEY: secretKey,
      OUTBOUND_ALLOW_PRIVATE: "true",
      LOG_LEVEL: "fatal",
      ...env,
    },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (text) => String(text).includes("runs at") && resolve());
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}`)));
  });
  return {
    pid: child.pid ?? 0,
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
