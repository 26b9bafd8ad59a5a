import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MongoClient } from "mongodb";
import { describe, expect, it } from "vitest";
import { checkStore, startEmbeddedMongo } from "../src/index.ts";

const rounds = 5;
const writer = fileURLToPath(new URL("./kill-writer.ts", import.meta.url));

describe("a store that is killed", () => {
  it("has every acknowledged write, and indexes that agree, after each of several kills", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "kill-"));
    const state = new Map<string, "insert" | "update" | "delete">();
    for (let round = 0; round < rounds; round++) {
      for (const line of await writeAndKill(dataDir, round, 300 + Math.random() * 700)) {
        const [what, id] = line.split(" ") as ["insert" | "update" | "delete", string];
        state.set(id, what);
      }
      expect(checkStore(dataDir).problems).toEqual([]);
    }
    expect(state.size).toBeGreaterThan(50);
    const store = await startEmbeddedMongo({ dataDir });
    const client = await MongoClient.connect(store.uri);
    const writes = client.db().collection<{ _id: string; tags: string[] }>("writes");
    const found = new Map(
      (await writes.find().toArray()).map((document) => [document._id, document]),
    );
    const lost = [...state].filter(([id, what]) => {
      const document = found.get(id);
      // The step after the last acknowledged one may have been taken too.
      if (what === "delete") {
        return document !== undefined;
      }
      const n = Number(id.split("-")[2]);
      if (document === undefined) {
        return n % 5 !== 0;
      }
      return what === "update" && !document.tags.includes("changed");
    });
    expect(lost).toEqual([]);
    await client.close();
    await store.close();
    rmSync(dataDir, { recursive: true });
  }, 120_000);
});

function writeAndKill(
  dataDir: string,
  round: number,
  afterMilliseconds: number,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, ["--import", "tsx", writer, dataDir, String(round)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    let isTimed = false;
    process_.stdout.on("data", (chunk) => {
      text += chunk;
      if (isTimed || !text.startsWith("ready\n")) {
        return;
      }
      isTimed = true;
      setTimeout(() => process_.kill("SIGKILL"), afterMilliseconds);
    });
    process_.on("error", reject);
    process_.on("close", () => {
      const whole = text.slice(0, text.lastIndexOf("\n"));
      if (isTimed) {
        resolve(whole.split("\n").slice(1));
      } else {
        reject(new Error("the writer ended before it was ready"));
      }
    });
  });
}
