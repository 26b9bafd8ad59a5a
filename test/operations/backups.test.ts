import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { readConfig, startServer } from "@chatloom/server";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openTarget, tryTarget } from "../../server/src/store/backups/open-target.ts";
import { type S3Double, startS3Double } from "../doubles/s3.ts";
import { routes, startWorld, testConfig, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";

const program = fileURLToPath(new URL("../../server/dist/cli/main.js", import.meta.url));
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const { secretKey } = testConfig(tmpdir());

let dir: string;
let s3: S3Double;
let world: World | undefined;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "chatloom-backups-"));
  s3 = await startS3Double();
});
afterEach(async () => {
  s3.fail(503, 0);
  await world?.close();
  world = undefined;
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await s3.close();
});

function settings(environment: Readonly<Record<string, string>>) {
  const { S3_BUCKET: _, ...key } = s3.environment;
  const access = environment.BACKUP_TO?.startsWith("s3:") ? key : {};
  const own = { DATA_DIR: dir, SECRET_KEY: "x".repeat(43), BACKUP_SCHEDULE: "0 * * * *" };
  return readConfig({ ...own, ...access, ...environment }, {}).backup;
}
async function start(
  environment: Readonly<Record<string, string>>,
  aheadMs?: number,
): Promise<World> {
  world = await startWorld({ backup: settings(environment) }, aheadMs);
  return world;
}
const status = async (of: World) => (await of.call(routes.operations.readBackups)).backups;
/** Waits for a backup of another name than the one before. */
async function nextBackup(of: World, before?: string): Promise<string> {
  await until(async () => ((await status(of))?.last?.name ?? before) !== before, 30_000);
  return (await status(of))?.last?.name ?? "";
}
async function afterHours(of: World, hours: number): Promise<void> {
  of.advance(hours * hourMs);
  await of.restart();
}
const alertsOf = async (of: World, code: string) =>
  (await of.call(routes.operations.listAlerts)).items.filter((it) => it.code === code);
async function run(...args: string[]): Promise<string> {
  const { S3_BUCKET: _, ...key } = s3.environment;
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...key, SECRET_KEY: secretKey },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      said += String(text);
    });
  }
  await new Promise((resolve) => child.on("close", resolve));
  return said;
}

// A MongoDB is backed up with its own tools.
describe.skipIf(testConfig(tmpdir()).mongodbUri !== undefined)("scheduled backups", () => {
  test("makes the first one at once, one each time it is due, and keeps the newest", async () => {
    const folder = join(dir, "folder");
    const of = await start({ BACKUP_TO: folder, BACKUP_KEEP: "2" });
    writeFileSync(join(of.dataDir, "secret-key"), secretKey);
    const names = [await nextBackup(of)];
    writeFileSync(join(folder, "notes.txt"), "not a backup");
    for (const _ of [1, 2]) {
      await afterHours(of, 1);
      names.push(await nextBackup(of, names.at(-1)));
    }
    const kept = names.slice(1);
    await until(() => !existsSync(join(folder, names[0] ?? "")), 30_000);
    const files = [...kept.flatMap((it) => [it, `${it}.secret-key`]), "notes.txt"];
    expect(readdirSync(folder).sort()).toEqual(files.sort());
    expect(await status(of)).toMatchObject({ to: folder, keep: 2, last: { name: kept[1] } });
    const figures = await (await fetch(`${of.url}/metrics`)).text();
    expect(figures).toMatch(/chatloom_backup_size_bytes\{to="folder"\} [1-9]/);
    expect(figures).toMatch(/chatloom_backup_failed_attempts\{to="folder"\} 0/);
    // Nothing is due: a restart makes no other.
    await of.restart();
    expect((await status(of))?.last?.name).toBe(kept[1]);
    expect(await run("backup", "--list", folder)).toMatch(/with its secret key\n.*\n2 backups in/);
    const restored = await run("restore", folder, "--data-dir", join(dir, "restored"));
    expect(restored).toContain(`is restored from ${join(folder, kept[1] ?? "")}`);
    expect(readFileSync(join(dir, "restored", "store.sqlite")).length).toBeGreaterThan(0);
  }, 120_000);

  test("keeps them in a bucket, tells what failed, and restores the newest", async () => {
    const to = "s3://shop-files/safe";
    s3.fail(503, 1_000);
    // An alert is one of its day, so all of this is within one day.
    const of = await start({ BACKUP_TO: to }, dayMs - (Date.now() % dayMs));
    await until(async () => (await status(of))?.failure !== undefined, 30_000);
    // The alert follows what the page shows.
    await until(async () => (await alertsOf(of, "backup.failed")).length > 0, 30_000);
    expect(await alertsOf(of, "backup.failed")).toMatchObject([{ count: 1 }]);
    expect((await status(of))?.last).toBeUndefined();

    // Half an hour after the time that a backup was planned for.
    of.advance(1.5 * hourMs);
    await afterHours(of, 3);
    await until(async () => (await alertsOf(of, "backup.overdue")).length > 0, 30_000);
    await until(async () => (await alertsOf(of, "backup.failed"))[0]?.count === 2, 30_000);

    s3.fail(503, 0);
    await afterHours(of, 1);
    const name = await nextBackup(of);
    expect(await status(of)).toMatchObject({ to, last: { name } });
    expect(await status(of)).not.toHaveProperty("failure");
    expect([...s3.objects.keys()]).toEqual([`safe/${name}`]);
    expect(await alertsOf(of, "backup.overdue")).toHaveLength(1);
    const data = join(dir, "from-bucket");
    expect(await run("restore", to, "--data-dir", data)).toContain(`restored from ${to}/${name}`);
    expect(readdirSync(data).filter((it) => it.endsWith(".partial"))).toEqual([]);
    expect(await run("check", "--data-dir", data)).toContain("no problems");
    expect(await run("restore", `${to}/chatloom-1.sqlite`)).toContain("There is no backup");
  }, 120_000);

  test("are made by one of several servers that share a store", async () => {
    const dataDir = join(dir, "shared");
    const folder = join(dir, "of-one");
    const store = await startEmbeddedMongo({ dataDir });
    let made = 0;
    const log = pino({}, { write: (line) => (made += line.includes("Made a backup") ? 1 : 0) });
    const config = {
      ...testConfig(dataDir),
      mongodbUri: store.uri,
      backup: settings({ BACKUP_TO: folder }),
    };
    const servers = await Promise.all([1, 2].map(() => startServer({ config, log })));
    await until(() => made > 0, 30_000);
    for (const it of servers) {
      await it.close();
    }
    await store.close();
    expect(made).toBe(1);
    expect(readdirSync(folder)).toHaveLength(1);
  }, 60_000);

  test("go to a folder that many servers try at once", async () => {
    const target = await openTarget({ kind: "folder", path: join(dir, "tried") });
    const tries = Array.from({ length: 20 }, async () => {
      for (let count = 0; count < 5; count++) {
        await tryTarget(target);
      }
    });
    await Promise.all(tries);
    expect(await target.list()).toEqual([]);
  });

  test("are shown to owners of the first workspace only", async () => {
    const of = await start({ BACKUP_TO: join(dir, "shown") });
    expect(await of.refusal(routes.operations.readBackups, { as: "admin" })).toMatchObject({
      status: 403,
    });
    const { workspace } = await of.call(routes.accounts.createWorkspace, {
      body: { name: "Customer" },
    });
    expect(workspace.id).not.toBe(of.workspaceId);
    expect(await of.call(routes.operations.readBackups)).toEqual({ shown: false });
  });

  test.each([
    [{ BACKUP_TO: "s3://another-one/safe" }, /BACKUP_TO: there is no bucket “another-one”/],
    [{ BACKUP_TO: "s3://shop-files", S3_ACCESS_KEY_ID: "x" }, /S3_ACCESS_KEY_ID and .* are not/],
    [{ BACKUP_TO: program }, /BACKUP_TO: .* cannot be used/],
  ] as const)("stop the start where the place refuses: %o", async (environment, problem) => {
    const failed = await start(environment).then(
      () => "started",
      (error: unknown) => String(error),
    );
    expect(failed).toMatch(problem);
  });

  test("stop the start where the store is on another server", async () => {
    const backup = settings({ BACKUP_TO: dir });
    const mongodbUri = "mongodb://127.0.0.1:1/chatloom";
    const { checkBackupSettings } = await import(
      "../../server/src/store/backups/check-backup-settings.ts"
    );
    const log = { warn: () => {} } as never;
    await expect(checkBackupSettings({ backup, mongodbUri, dataDir: dir }, log)).rejects.toThrow(
      /^BACKUP_TO is for the embedded store .* mongodump/,
    );
  });
});

test("a large backup goes to a bucket in parts and appears with the last one", async () => {
  const place = settings({ BACKUP_TO: "s3://shop-files/large" })?.place;
  const target = place && (await openTarget(place));
  const file = join(dir, "large.sqlite");
  writeFileSync(file, Buffer.alloc(17 * 1024 * 1024, 7));
  s3.hang("large.sqlite");
  const stopping = new AbortController();
  const sent = target?.put("large.sqlite", file, stopping.signal);
  await until(() => s3.openUploads() === 1, 30_000);
  stopping.abort();
  await expect(sent).rejects.toThrow();
  expect(await target?.list()).toEqual([]);
  s3.hang(undefined);
  await target?.put("large.sqlite", file);
  expect(await target?.list()).toEqual([{ name: "large.sqlite", bytes: 17 * 1024 * 1024 }]);
  await target?.fetch("large.sqlite", `${file}.back`);
  expect(readFileSync(`${file}.back`).equals(readFileSync(file))).toBe(true);
  target?.close();
}, 60_000);
