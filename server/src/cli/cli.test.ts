import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Config } from "../context/config.ts";
import { writeAudit } from "../records/write-audit.ts";
import { keptSecretKey } from "../secrets/kept-secret-key.ts";
import { seal } from "../secrets/secret-box.ts";
import { holdsSealedSecrets } from "../store/sealed-secret.ts";

const program = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const dir = mkdtempSync(join(tmpdir(), "cli-"));

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    env: { ...process.env, DATA_DIR: join(dir, "data") },
  });
}

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(...args);
  const texts = { out: "", err: "" };
  child.stdout!.on("data", (text) => {
    texts.out += text;
  });
  child.stderr!.on("data", (text) => {
    texts.err += text;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, ...texts };
}

async function serve(...args: string[]): Promise<{ uri: string; stop(): Promise<number | null> }> {
  const child = start("store", ...args);
  const uri = await new Promise<string>((resolve) =>
    child.stdout!.once("data", (text) => resolve(String(text).trim())),
  );
  return {
    uri,
    stop: () =>
      new Promise((resolve) => {
        child.on("close", resolve);
        child.kill("SIGTERM");
      }),
  };
}

describe("chatloom", () => {
  let store: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    store = await serve();
  });
  afterAll(async () => {
    rmSync(dir, { recursive: true, force: true });
  });

  it("store serves several processes and prints its connection string first", async () => {
    expect(store.uri).toMatch(/^mongodb:\/\/.*\.sock\/chatloom\?directConnection=true$/);
    const both = await Promise.all(
      [1, 2].map(() => mongoose.createConnection(store.uri).asPromise()),
    );
    await both[0]!.collection("notes").insertMany(Array.from({ length: 300 }, (_, at) => ({ at })));
    expect(await both[1]!.collection("notes").countDocuments()).toBe(300);
    for (const connection of both) {
      await connection.close();
    }
    expect((await run("store")).err).toContain("already open in process");
  });

  it("backs up and checks while the store runs, moves it to another server, and restores", async () => {
    const file = join(dir, "backup.sqlite");
    expect((await run("backup", file)).out).toContain("checked");
    expect((await run("check")).out).toContain("300 documents in 1 collections: no problems");
    const target = await serve("--data-dir", join(dir, "target"), "--port", "0");
    const moved = await run("migrate", "--to", target.uri);
    expect(moved).toMatchObject({ code: 0 });
    expect(moved.out).toContain("chatloom.notes: 300 documents, 1 indexes");
    expect((await run("migrate", "--to", target.uri)).err).toContain("has documents already");
    const back = await run("migrate", "--from", target.uri, "--data-dir", join(dir, "back"));
    expect(back.out).toContain("1 collections copied and compared");
    expect(await target.stop()).toBe(0);
    expect(await run("restore", file)).toMatchObject({
      code: 1,
      err: expect.stringContaining("already open"),
    });
    expect(await store.stop()).toBe(0);
    expect(await run("restore", file)).toMatchObject({
      code: 1,
      err: expect.stringContaining("--replace"),
    });
    expect(await run("restore", file, "--replace")).toMatchObject({
      code: 0,
      out: expect.stringContaining("is kept as"),
    });
    expect((await run("check")).out).toContain("300 documents");
    const dry = await run("migrate", "--dry-run");
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining("Nothing was written.") });
    expect(dry.out).toContain("  webhookDeliveries: nextAt_1, over 0 documents");
    expect((await run("check")).out).toContain("300 documents in 1 collections");
  }, 120_000);

  it("backs up the secret key, and restores no secrets that nothing can read", async () => {
    const from = join(dir, "sealed");
    const running = await serve("--data-dir", from);
    const connection = await mongoose.createConnection(running.uri).asPromise();
    const _id = new mongoose.Types.ObjectId();
    const key = "a-secret-key-of-this-test";
    await connection
      .collection("channelAccounts")
      .insertOne({ _id, type: "http", secrets: seal(key, "{}", String(_id)) });
    await connection.close();
    const bare = join(dir, "bare.sqlite");
    expect((await run("backup", bare, "--data-dir", from)).out).toContain("keep the SECRET_KEY");
    writeFileSync(join(from, "secret-key"), `${key}\n`);
    const file = join(dir, "sealed.sqlite");
    expect((await run("backup", file, "--data-dir", from)).out).toContain(
      "sealed.sqlite.secret-key",
    );
    for (const path of [file, `${file}.secret-key`]) {
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
    expect(await running.stop()).toBe(0);
    expect(holdsSealedSecrets(from)).toBe(true);
    rmSync(join(from, "secret-key"));
    expect(() => keptSecretKey(from, holdsSealedSecrets)).toThrow("SECRET_KEY is missing");

    const to = join(dir, "elsewhere");
    expect(await run("restore", bare, "--data-dir", to)).toMatchObject({
      code: 1,
      err: expect.stringContaining("--secret-key FILE"),
    });
    expect(existsSync(join(to, "store.sqlite"))).toBe(false);
    expect((await run("restore", file, "--data-dir", to)).out).toContain("secret key is restored");
    expect(keptSecretKey(to, holdsSealedSecrets)).toBe(key);
    const again = ["restore", bare, "--data-dir", join(dir, "third")];
    expect(await run(...again, "--secret-key", `${file}.secret-key`)).toMatchObject({ code: 0 });
  }, 120_000);

  it("names the first broken entry of an audit log", async () => {
    const running = await serve("--data-dir", join(dir, "audited"));
    const connection = await mongoose.createConnection(running.uri).asPromise();
    const key = "a-secret-key-of-this-test";
    const workspaceId = new mongoose.Types.ObjectId();
    await connection.collection("workspaces").insertOne({ _id: workspaceId, name: "Shop" });
    const facts = {
      at: 1,
      by: { kind: "system", id: "system", name: "" },
      action: "job.stopped",
      kind: "job",
      object: { id: "", name: "" },
      address: "",
      outcome: "done",
      changes: [],
    } as const;
    const context = { connection, config: { secretKey: key } as Config };
    for (let entry = 0; entry < 3; entry++) {
      await writeAudit(context, String(workspaceId), new mongoose.Types.ObjectId(), facts);
    }
    Object.assign(process.env, { MONGODB_URI: running.uri, SECRET_KEY: key });
    expect(await run("audit", "verify")).toMatchObject({
      code: 0,
      out: "Shop: 3 entries, unbroken.\n",
    });
    await connection.collection("auditEntries").updateOne({ sequence: 2 }, { $set: { at: 2 } });
    expect(await run("audit", "verify")).toMatchObject({
      code: 1,
      out: expect.stringContaining("entry 2 is broken"),
    });
    delete process.env.MONGODB_URI;
    delete process.env.SECRET_KEY;
    await connection.close();
    await running.stop();
  }, 60_000);

  it("says how it is used, and what is wrong, without a stack trace", async () => {
    expect((await run()).out).toContain("chatloom backup FILE");
    const mistakes = [
      ["fly"],
      ["backup"],
      ["store", "--port", "x"],
      ["migrate"],
      ["check", "--what"],
    ];
    for (const { code, err } of await Promise.all(mistakes.map((args) => run(...args)))) {
      expect(code).toBe(1);
      expect(err).not.toContain("    at ");
      expect(err.trim().length).toBeGreaterThan(10);
    }
  });
});
