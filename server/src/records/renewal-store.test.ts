import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { zalo } from "../channels/zalo/channel.ts";
import type { ServerContext } from "../context/server-context.ts";
import { connectStore, type Store } from "../store/connect.ts";
import { testUri } from "../testing/test-uri.ts";
import { channelAccounts } from "./channel-account-model.ts";
import { sealSettings } from "./channel-settings.ts";
import {
  lockForRenewal,
  markLost,
  readAccount,
  storeRenewed,
  unlockAfterRenewal,
} from "./renewal-store.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-renewal-"));
const secretKey = "a key that only tests use, never kept";
const start = 1_750_000_000_000;
const given = {
  appId: "1",
  appSecret: "app-secret",
  oaSecretKey: "oa-secret",
  accessToken: "a1",
  refreshToken: "r1",
  apiBaseUrl: "https://openapi.example.org",
  templateBaseUrl: "https://business.example.org",
  loginBaseUrl: "https://oauth.example.org",
};
const workspaceId = new mongoose.Types.ObjectId();
let store: Store;
let context: ServerContext;
let now: number;
let account: { readonly id: string; readonly workspaceId: string };

beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
  const { connection } = store;
  context = { connection, log, config: { secretKey }, now: () => now } as ServerContext;
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  now = start;
  const _id = new mongoose.Types.ObjectId();
  account = { id: String(_id), workspaceId: String(workspaceId) };
  await channelAccounts(store.connection)
    .in(workspaceId)
    .insert({
      _id,
      type: "zalo",
      name: "OA",
      ...sealSettings(secretKey, zalo, account.id, given),
      paused: false,
      createdAt: new Date(start),
      credentials: { givenAt: start },
    });
});

async function current() {
  const found = await readAccount(context, account);
  if (!found) {
    throw new Error("The account is gone");
  }
  return found;
}

/** Changes settings as a member does. */
async function change(settings: object): Promise<void> {
  const before = (await current()).connected.settings;
  await channelAccounts(store.connection)
    .in(workspaceId)
    .updateOne(
      { _id: account.id },
      { $set: sealSettings(secretKey, zalo, account.id, { ...before, ...settings }) },
    );
}
const second = { settings: { accessToken: "a2", refreshToken: "r2" }, expiresAt: start + 90_000 };

test("lets one process renew at a time, and another once its time is over", async () => {
  expect(await lockForRenewal(context, account, "one")).toBeDefined();
  expect(await lockForRenewal(context, account, "two")).toBeUndefined();
  await unlockAfterRenewal(context, account, "two");
  expect(await lockForRenewal(context, account, "two")).toBeUndefined();
  await unlockAfterRenewal(context, account, "one");
  expect(await lockForRenewal(context, account, "two")).toBeDefined();
  now += 15_000;
  expect(await lockForRenewal(context, account, "three")).toBeDefined();
});

test("stores new credentials beside what a member changed meanwhile", async () => {
  const { connected } = await current();
  await change({ oaSecretKey: "changed" });
  expect(await storeRenewed(context, connected, second)).toBe(true);
  const after = (await current()).connected;
  expect(after.settings).toMatchObject({ ...second.settings, oaSecretKey: "changed" });
  expect(after.credentials).toMatchObject({ renewedAt: start, expiresAt: second.expiresAt });
});

test("stores nothing over credentials that a member entered meanwhile", async () => {
  const { connected } = await current();
  await change({ refreshToken: "entered" });
  expect(await storeRenewed(context, connected, second)).toBe(false);
  expect((await current()).connected.settings).toMatchObject({ refreshToken: "entered" });
});

test("takes back that credentials are lost, if their process was only slow", async () => {
  const { connected, record } = await current();
  const { credentials } = connected;
  expect(await markLost(context, account, record, { ...credentials, lost: "used" })).toBe(true);
  expect((await current()).connected.credentials.lost).toBe("used");
  expect(await storeRenewed(context, connected, second)).toBe(true);
  expect((await current()).connected.credentials.lost).toBeUndefined();
});
