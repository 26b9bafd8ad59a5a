import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Conflict } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { connectStore, type Store } from "../../store/connect.ts";
import { testUri } from "../../testing/test-uri.ts";
import { createIdempotency } from "./idempotency.ts";
import { keyedCalls } from "./keyed-call-model.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-keyed-"));
let now = 1_750_000_000_000;
let store: Store;
let context: ServerContext;

beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
  const config = { secretKey: "a key that only tests use, never kept" };
  context = { connection: store.connection, log, config, now: () => now } as ServerContext;
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const never = () => Promise.reject(new Error("must not run"));

test("says that the outcome is unknown where the process died in the middle of the call", async () => {
  const call = { id: "died", fingerprint: "f" };
  // A call that never ends stands for the process that died: nobody renews its lease.
  const dead = createIdempotency(context).once(call, () => new Promise(() => undefined));
  dead.catch(() => undefined);
  const other = createIdempotency(context);
  await expect.poll(() => keyedCalls(context.connection).countDocuments({ _id: "died" })).toBe(1);
  await expect(other.once(call, never)).rejects.toMatchObject({ code: "request.still-running" });
  now += 31_000;
  await expect(other.once(call, never)).rejects.toMatchObject({ code: "request.outcome-unknown" });
});

test("says so, too, where the call failed for a reason of the server", async () => {
  const call = { id: "broke", fingerprint: "f" };
  const { once } = createIdempotency(context);
  await expect(once(call, () => Promise.reject(new Error("broke")))).rejects.toThrow("broke");
  await expect(once(call, never)).rejects.toMatchObject({ code: "request.outcome-unknown" });
});

test("frees the key of a refused call", async () => {
  const call = { id: "refused", fingerprint: "f" };
  const { once } = createIdempotency(context);
  const refusal = new Conflict("contact.archived", "The contact is archived");
  await expect(once(call, () => Promise.reject(refusal))).rejects.toBe(refusal);
  expect(await once(call, async () => 1)).toEqual({ reply: 1, repeated: false });
});

test("keeps replies encrypted, and none over a megabyte", async () => {
  const { once } = createIdempotency(context);
  const secret = { id: "secret", fingerprint: "f" };
  await once(secret, async () => ({ token: "clm_secret" }));
  const kept = await keyedCalls(context.connection).findById("secret").lean();
  expect(JSON.stringify(kept)).not.toContain("clm_secret");
  expect(await once(secret, never)).toEqual({ reply: { token: "clm_secret" }, repeated: true });
  const large = { id: "large", fingerprint: "f" };
  await once(large, async () => "x".repeat(1_000_001));
  await expect(once(large, never)).rejects.toMatchObject({ code: "request.already-done" });
});
