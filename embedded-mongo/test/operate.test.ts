import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Double, Long, MongoClient, ObjectId } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  backupStore,
  checkStore,
  migrate,
  migrateStore,
  restoreStore,
  startEmbeddedMongo,
} from "../src/index.ts";
import { openSqliteFile } from "../src/storage/sqlite-file.ts";
import { openTestStore, type TestStore } from "./open-test-store.ts";

describe("operating the store", () => {
  let store: TestStore;
  let elsewhere: string;
  beforeAll(async () => {
    store = await openTestStore();
    elsewhere = mkdtempSync(join(tmpdir(), "operate-"));
    const people = store.db.collection("people");
    await people.createIndex({ email: 1 }, { unique: true });
    await people.createIndex({ tags: 1 }, { sparse: true });
    await people.insertMany(
      Array.from({ length: 2500 }, (_, at) => ({
        email: `p${at}`,
        tags: at % 2 ? ["a", "b"] : undefined,
        at: new Date(at),
        big: Long.fromNumber(at),
        real: new Double(at),
      })),
    );
    await store.db.createCollection("few");
    await store.client
      .db("second")
      .collection("things")
      .insertOne({ _id: new ObjectId(), text: "đây" });
  });
  afterAll(async () => {
    await store.close();
    rmSync(elsewhere, { recursive: true });
  });

  const contents = async (uri: string) => {
    const client = await MongoClient.connect(uri, { promoteValues: false });
    const people = await client.db().collection("people").find().sort({ email: 1 }).toArray();
    const indexes = await client.db().collection("people").indexes();
    const things = await client.db("second").collection("things").find().toArray();
    const few = await client.db().collection("few").find().toArray();
    await client.close();
    return JSON.stringify({ people, indexes, things, few });
  };

  it("is refused a second time, with the process that has it open", async () => {
    await expect(startEmbeddedMongo({ dataDir: store.dataDir })).rejects.toThrow(
      `already open in process ${process.pid}`,
    );
  });

  it("is backed up while it is written to, and restored elsewhere", async () => {
    const file = join(elsewhere, "backup.sqlite");
    const writing = store.db
      .collection("busy")
      .insertMany(Array.from({ length: 500 }, (_, at) => ({ at })));
    expect(backupStore(store.dataDir, file).bytes).toBe(statSync(file).size);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await writing;
    expect(() => backupStore(store.dataDir, file)).toThrow("exists already");
    const dataDir = join(elsewhere, "restored");
    expect(restoreStore(dataDir, file).replaced).toBeUndefined();
    expect(checkStore(dataDir)).toMatchObject({ problems: [] });
    const restored = await startEmbeddedMongo({ dataDir });
    expect(await contents(restored.uri)).toBe(await contents(store.uri));
    expect(() => restoreStore(dataDir, file, { replace: true })).toThrow("already open");
    await restored.close();
    expect(() => restoreStore(dataDir, file)).toThrow("--replace");
    const { replaced } = restoreStore(dataDir, file, { replace: true });
    expect(existsSync(replaced!)).toBe(true);
  });

  it("names a copy without its log, an empty file and a damaged one, and what to do", async () => {
    const copied = join(elsewhere, "copied");
    mkdirSync(copied);
    const path = join(copied, "store.sqlite");
    copyFileSync(join(store.dataDir, "store.sqlite"), path);
    const start = () => startEmbeddedMongo({ dataDir: copied });
    expect(() => checkStore(copied)).toThrow("without its log");
    await expect(start()).rejects.toThrow(
      `${path} was copied from a running store without its log`,
    );
    expect(() => restoreStore(join(elsewhere, "never"), path)).toThrow("npx chatloom backup");
    rmSync(copied, { recursive: true });
    mkdirSync(copied);
    writeFileSync(path, "");
    await expect(start()).rejects.toThrow(`${path} is empty (0 bytes)`);
    writeFileSync(path, "x".repeat(5000));
    await expect(start()).rejects.toThrow(`${path} is damaged or no store`);
    await expect(start()).rejects.toThrow("npx chatloom restore FILE --replace");
    rmSync(path);
    copyFileSync(join(store.dataDir, "store.sqlite"), path);
    copyFileSync(join(store.dataDir, "store.sqlite-wal"), `${path}-wal`);
    const whole = await start();
    expect(await contents(whole.uri)).toBe(await contents(store.uri));
    await whole.close();
  }, 120_000);

  it("restores nothing from a file that is no backup", () => {
    const file = join(elsewhere, "noise");
    writeFileSync(file, "this is no database, whatever it is called");
    expect(() => restoreStore(join(elsewhere, "never"), file)).toThrow();
    expect(() => restoreStore(join(elsewhere, "never"), join(elsewhere, "nothing"))).toThrow(
      "There is no file",
    );
  });

  it("is checked while it runs; a missing entry, a missing document and a wrong count are found", async () => {
    expect(checkStore(store.dataDir)).toMatchObject({ problems: [] });
    const dataDir = join(elsewhere, "damaged");
    const file = join(elsewhere, "for-damage.sqlite");
    backupStore(store.dataDir, file);
    restoreStore(dataDir, file);
    const sqlite = openSqliteFile(join(dataDir, "store.sqlite"));
    const [[id]] = sqlite
      .prepare("SELECT id FROM indexes WHERE name = 'email_1'")
      .all<[number]>([]) as [[number]];
    const [[collection]] = sqlite
      .prepare("SELECT id FROM collections WHERE name = 'people'")
      .all<[number]>([]) as [[number]];
    sqlite.exec(
      `DELETE FROM index_${id} WHERE record = 7; DELETE FROM documents_${collection} WHERE record = 9`,
    );
    sqlite.close();
    const { problems } = checkStore(dataDir);
    expect(problems).toContain("chatloom.people: document 7 is missing from index email_1");
    expect(problems).toContain("chatloom.people: 2499 documents where 2500 are noted");
    expect(
      problems.some((problem) =>
        problem.includes("index _id_ has 2500 entries where the documents give 2499"),
      ),
    ).toBe(true);
  });

  it("moves to another server and back with everything it has", async () => {
    const other = await openTestStore({ database: "target" });
    const steps: string[] = [];
    const copied = await migrate({
      from: store.uri,
      to: other.uri,
      onProgress: (name, done, total) => steps.push(`${name} ${done}/${total}`),
    });
    expect(copied).toContainEqual({
      database: "target",
      name: "people",
      documents: 2500,
      indexes: 3,
    });
    expect(steps).toContain("target.people 2500/2500");
    expect(await contents(other.uri)).toBe(await contents(store.uri));
    await expect(migrate({ from: store.uri, to: other.uri })).rejects.toThrow(
      "has documents already; nothing was copied",
    );
    const dataDir = join(elsewhere, "back");
    await migrateStore(dataDir, { from: other.uri });
    const back = await startEmbeddedMongo({ dataDir });
    expect(await contents(back.uri)).toBe(await contents(store.uri));
    await back.close();
    await other.close();
  }, 120_000);

  it("asks for a password on the loopback interface, and keeps files to its owner", async () => {
    const dataDir = join(elsewhere, "port");
    const tcp = await startEmbeddedMongo({ dataDir, port: 0 });
    const client = await MongoClient.connect(tcp.uri);
    await client.db().collection("x").insertOne({});
    await client.close();
    const secret = readFileSync(join(dataDir, "store.secret"), "utf8").trim();
    for (const uri of [
      tcp.uri.replace(secret, "wrong"),
      tcp.uri.replace(/\/\/[^@]*@/, "//").replace(/&auth\w+=[^&]*/g, ""),
    ]) {
      const stranger = new MongoClient(uri, { serverSelectionTimeoutMS: 2000 });
      await expect(stranger.db().collection("x").findOne()).rejects.toThrow(/[Aa]uthenticat/);
      await stranger.close();
    }
    for (const name of readdirSync(dataDir)) {
      if (name !== "store.lock") {
        expect(statSync(join(dataDir, name)).mode & 0o077, name).toBe(0);
      }
    }
    await tcp.close();
  });

  it("finds a shorter place for its socket when the directory's path is too long", async () => {
    const dataDir = join(elsewhere, "d".repeat(120));
    const long = await startEmbeddedMongo({ dataDir });
    expect(decodeURIComponent(long.uri)).toMatch(/^mongodb:\/\/\/.{1,100}\.sock\//);
    const client = await MongoClient.connect(long.uri);
    expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
    const place = decodeURIComponent(long.uri).slice("mongodb://".length).split(".sock/")[0]!;
    expect(existsSync(`${place}.sock`)).toBe(true);
    await long.close();
    expect(existsSync(dirname(place))).toBe(false);
  });

  it("refuses a file of a later format, and one that is something else", async () => {
    const dataDir = join(elsewhere, "later");
    await (await startEmbeddedMongo({ dataDir })).close();
    const sqlite = openSqliteFile(join(dataDir, "store.sqlite"));
    sqlite.exec("PRAGMA user_version=99");
    sqlite.close();
    await expect(startEmbeddedMongo({ dataDir })).rejects.toThrow(
      "has format 99; this program reads formats up to 1",
    );
    const foreign = openSqliteFile(join(dataDir, "store.sqlite"));
    foreign.exec("PRAGMA application_id=5");
    foreign.close();
    await expect(startEmbeddedMongo({ dataDir })).rejects.toThrow("is not a store");
  });
});
