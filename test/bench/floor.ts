import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createChild, freePort } from "../proof/child.ts";
import { startFlags } from "../proof/fleet.ts";
import { type LoadFigures, measureLatency, measureThroughput, warmUpMs } from "./generate-load.ts";
import type { RawPlatform } from "./raw-platform.ts";

/** Measures the bare handler in the same way as the whole server. */
export async function measureFloor(
  platform: RawPlatform,
  {
    pinned,
    throughputMs,
    latencyMs,
  }: {
    readonly pinned: readonly string[];
    readonly throughputMs: number;
    readonly latencyMs: number;
  },
): Promise<LoadFigures> {
  const directory = mkdtempSync(join(tmpdir(), "chatloom-floor-"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = createChild({
    name: "floor",
    program: "test/bench/floor-server.ts",
    nodeArgs: [...startFlags(), "--import", "tsx"],
    args: [],
    cwd: join(import.meta.dirname, "../.."),
    env: { PORT: String(port), DATA_DIR: join(directory, "data"), PLATFORM_URL: platform.url },
    logFile: join(directory, "floor.log"),
    ready: async () => (await fetch(origin)).ok,
    wrapper: pinned,
  });
  await server.start();
  try {
    const target = { origin, paths: ["/"], secret: "-" };
    await measureThroughput(target, platform, 2_000, warmUpMs, server.cpuMs);
    const busy = await measureThroughput(target, platform, 2_000, throughputMs, server.cpuMs);
    const rate = { perSecond: 50, ms: latencyMs };
    return { ...busy, ...(await measureLatency(target, platform, 2_000, rate)) };
  } finally {
    await server.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}
