import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeBackupState, readBackupState } from "../../server/src/records/backup-state-model.ts";
import { connectStore } from "../../server/src/store/connect.ts";
import { type S3Double, startS3Double } from "../doubles/s3.ts";
import { startWorld, testConfig, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";

let s3: S3Double;
let world: World;
let server: ServerProcess | undefined;
beforeAll(async () => {
  s3 = await startS3Double();
  world = await startWorld();
  await world.stop();
}, 60_000);
afterAll(async () => {
  await server?.kill("SIGKILL");
  await world.close();
  await s3.close();
});

/** Reads or changes the store while no server runs. */
async function inStore<T>(
  use: (store: Awaited<ReturnType<typeof connectStore>>) => Promise<T>,
): Promise<T> {
  const { dataDir } = world;
  const store = await connectStore({ mongodbUri: undefined, dataDir }, pino({ level: "fatal" }));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function start(): Promise<void> {
  const { S3_BUCKET: _, ...key } = s3.environment;
  server = await startProcess(world, { ...key, BACKUP_TO: "s3://shop-files/safe" });
}
async function stop(signal: NodeJS.Signals): Promise<void> {
  await server?.kill(signal);
  server = undefined;
}
const backups = () => [...s3.objects.keys()].filter((it) => it.endsWith(".sqlite"));

// A MongoDB is backed up with its own tools.
test.skipIf(testConfig("x").mongodbUri !== undefined)(
  "counts no backup of a process that was killed, and another process makes it",
  async () => {
    s3.hang(".sqlite");
    await start();
    const begun = () => s3.requests.some((it) => /^(?:PUT|POST) safe\/.*\.sqlite/.test(it));
    await until(begun, 60_000);
    await stop("SIGKILL");
    expect(backups()).toEqual([]);
    // The lease of the dead process is over.
    const state = await inStore(async ({ connection }) => {
      await changeBackupState(connection, {}, { $set: { nextAt: 0 } });
      return readBackupState(connection);
    });
    expect(state).toMatchObject({ doneFor: 0, owner: expect.any(String) });
    expect(state).not.toHaveProperty("last");

    s3.hang(undefined);
    await start();
    await until(() => backups().length > 0, 60_000);
    await stop("SIGTERM");
    const after = await inStore(({ connection }) => readBackupState(connection));
    const [name] = backups();
    expect(backups()).toHaveLength(1);
    // A shutdown may come between the upload and its note; then the next start repeats it.
    expect([undefined, name]).toContain(after?.last && `safe/${after.last.name}`);
  },
  180_000,
);
