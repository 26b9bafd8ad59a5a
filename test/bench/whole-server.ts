import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectChannel, publishFlow, signIn } from "../proof/api.ts";
import { owner, startFleet } from "../proof/fleet.ts";
import { benchFlow } from "./bench-flow.ts";
import {
  type LoadFigures,
  measureLatency,
  measureThroughput,
  meetContacts,
  type Target,
  warmUpMs,
} from "./generate-load.ts";
import type { RawPlatform } from "./raw-platform.ts";

/** What a measurement of the whole server varies. */
export interface ServerCase {
  readonly nodes: number;
  /** Fills a data directory before the server starts: conversations that are already there. */
  readonly prepare?: (dataDir: string) => Promise<void>;
  readonly throughputMs: number;
  readonly latencyMs: number;
  readonly pinned: readonly string[];
  readonly serverArgs?: readonly string[];
}

/** One account may send 50 a second as it is documented; so many accounts do not hold the measurement back. */
const accounts = 120;
const contacts = 2_000;
const secret = "a secret that only the bench uses";

/** Measures one server process with its embedded store: webhook in, turn, state stored, two messages out. */
export async function measureServer(platform: RawPlatform, one: ServerCase): Promise<LoadFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), "chatloom-bench-"));
  const start = () =>
    startFleet(1, undefined, {
      dataDir,
      serverWrapper: one.pinned,
      ...(one.serverArgs && { serverArgs: one.serverArgs }),
    });
  if (one.prepare) {
    // A first start makes the indexes that a store in use has.
    const first = await start();
    await first.stop();
    first.remove();
    await one.prepare(dataDir);
  }
  const fleet = await start();
  try {
    const cpuMs = () => fleet.servers[0]?.cpuMs();
    const url = fleet.servers[0]?.url ?? "";
    const api = await signIn(url, owner);
    await publishFlow(api, benchFlow(one.nodes - 5));
    const ids: string[] = [];
    for (let index = 0; index < accounts; index++) {
      const settings = { outgoingUrl: platform.url, secret };
      ids.push(await connectChannel(api, "http", `Account ${index}`, settings));
    }
    const target: Target = { origin: url, paths: ids.map((id) => `/webhooks/http/${id}`), secret };
    await meetContacts(target, platform, contacts);
    await measureThroughput(target, platform, contacts, warmUpMs, cpuMs);
    const busy = await measureThroughput(target, platform, contacts, one.throughputMs, cpuMs);
    const rate = { perSecond: 50, ms: one.latencyMs };
    const latency = await measureLatency(target, platform, contacts, rate);
    return { ...busy, ...latency };
  } finally {
    await fleet.stop();
    fleet.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
