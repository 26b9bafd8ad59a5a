import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** A Chatloom program in its own process, which can be killed, paused and restarted. */
export interface Child {
  readonly name: string;
  start(): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Processor time of all threads so far; undefined where the system does not report it. */
  cpuMs(): number | undefined;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** How to run a program, and how to check that it is ready. */
export interface ChildPlan {
  readonly name: string;
  /** From the repository's folder. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly ready: () => Promise<boolean>;
  readonly nodeArgs?: readonly string[];
  /** Put before the program: `taskset -c 0`. */
  readonly wrapper?: readonly string[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const all = new Set<ChildProcess>();
// No process may outlive the proof, however it ends.
process.on("exit", () => {
  for (const child of all) {
    child.kill("SIGKILL");
  }
});
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => process.exit(1));
}
const startWithinMs = 60_000;

/** Prepares a process. It runs only after `start`. */
export function createChild(plan: ChildPlan): Child {
  let running: ChildProcess | undefined;

  function ended(child: ChildProcess): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) {
      return Promise.resolve(child.exitCode);
    }
    return new Promise((resolve) => child.once("exit", resolve));
  }

  return {
    name: plan.name,
    async start() {
      const log = openSync(plan.logFile, "a");
      const [command = "", ...rest] = [
        ...(plan.wrapper ?? []),
        process.execPath,
        ...(plan.nodeArgs ?? []),
        `${root}${plan.program}`,
        ...plan.args,
      ];
      const child = spawn(command, rest, {
        cwd: plan.cwd,
        env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...plan.env },
        stdio: ["ignore", log, log],
      });
      closeSync(log);
      running = child;
      all.add(child);
      child.once("exit", () => all.delete(child));
      const end = Date.now() + startWithinMs;
      while (!(await plan.ready().catch(() => false))) {
        if (child.exitCode !== null || Date.now() > end) {
          throw new Error(`${plan.name} did not start; see ${plan.logFile}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async kill() {
      const child = running;
      if (!child) {
        return;
      }
      child.kill("SIGKILL");
      await ended(child);
    },
    pause: () => void running?.kill("SIGSTOP"),
    resume: () => void running?.kill("SIGCONT"),
    cpuMs() {
      const stat = `/proc/${running?.pid}/stat`;
      if (!existsSync(stat)) {
        return undefined;
      }
      const fields = readFileSync(stat, "latin1").split(") ")[1]?.split(" ") ?? [];
      // User and system time, in hundredths of a second.
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    async stop() {
      const child = running;
      if (!child) {
        return 0;
      }
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), 15_000);
      const code = await ended(child);
      clearTimeout(force);
      return code;
    },
  };
}

/** Returns a free port. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") {
    throw new Error("There is no free port");
  }
  return address.port;
}
