import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { type RunningServer, startServer } from "@chatloom/server";
import { pino } from "pino";
import { startWorld, testConfig, type World } from "./world.ts";

interface TwoServers {
  readonly world: World;
  /** The same workspace, reached through the other server. */
  readonly there: World;
  readonly startAnother: () => Promise<RunningServer>;
  readonly close: () => Promise<void>;
}

/** Starts two servers over one store, as two processes would be. */
export async function startTwoServers(): Promise<TwoServers> {
  const dataDir = mkdtempSync(join(tmpdir(), "chatloom-two-"));
  const store = await startEmbeddedMongo({ dataDir });
  const world = await startWorld({ mongodbUri: store.uri });
  const startAnother = () =>
    startServer({
      config: { ...testConfig(dataDir), mongodbUri: store.uri, publicUrl: world.url },
      log: pino({ level: "fatal" }),
    });
  const other = await startAnother();
  return {
    world,
    there: { ...world, url: other.url },
    startAnother,
    close: async () => {
      await other.close();
      await world.close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
