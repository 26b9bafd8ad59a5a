import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectChannel, publishFlow, type Session, signIn } from "../proof/api.ts";
import { owner, startProcesses } from "../proof/processes.ts";
import { benchFlow } from "./bench-flow.ts";
import { meetContacts, type Target } from "./generate-load.ts";
import type { RawPlatform } from "./raw-platform.ts";

/** The parameters of a measurement of the whole server. */
export interface ServerCase {
  readonly nodes: number;
  /** Where the flow stores its counter; by default in a variable of the run. */
  readonly counter?: "run" | "contact";
  /** Fills a data directory before the server starts. */
  readonly prepare?: (dataDir: string) => Promise<void>;
  /** A command before the program, such as `taskset -c 0`. */
  readonly wrapper: readonly string[];
}

/** An account may send 50 messages a second, so the measurement needs many accounts. */
const accounts = 120;
const contacts = 2_000;
const secret = "a secret that only the bench uses";

/** Starts one server process with its embedded store, a flow, and contacts that have written before. */
export async function startServer(
  platform: RawPlatform,
  one: ServerCase,
): Promise<Target & { readonly session: Session }> {
  const dataDir = mkdtempSync(join(tmpdir(), "chatloom-bench-"));
  const start = () => startProcesses(1, undefined, { dataDir, serverWrapper: one.wrapper });
  if (one.prepare) {
    // The first start makes the indexes.
    const first = await start();
    await first.stop();
    first.remove();
    await one.prepare(dataDir);
  }
  const processes = await start();
  const origin = processes.servers[0]?.url ?? "";
  const session = await signIn(origin, owner);
  await publishFlow(session, benchFlow(one.nodes - 5, one.counter));
  const ids: string[] = [];
  for (let index = 0; index < accounts; index++) {
    const settings = { outgoingUrl: platform.url, secret };
    ids.push(await connectChannel(session, "http", `Account ${index}`, settings));
  }
  const target = {
    origin,
    session,
    paths: ids.map((id) => `/webhooks/http/${id}`),
    secret,
    contacts,
    cpuMs: () => processes.servers[0]?.cpuMs(),
    async stop() {
      await processes.stop();
      processes.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  await meetContacts(target, platform);
  return target;
}
