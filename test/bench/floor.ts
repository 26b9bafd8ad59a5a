import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createChild, freePort } from "../proof/child.ts";
import { startFlags } from "../proof/processes.ts";
import type { Target } from "./generate-load.ts";
import type { RawPlatform } from "./raw-platform.ts";

/** Starts the floor server, with the Node flags of the whole server. */
export async function startFloor(
  platform: RawPlatform,
  wrapper: readonly string[],
): Promise<Target> {
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
    wrapper,
  });
  await server.start();
  return {
    origin,
    paths: ["/"],
    secret: "-",
    contacts: 2_000,
    cpuMs: server.cpuMs,
    async stop() {
      await server.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
