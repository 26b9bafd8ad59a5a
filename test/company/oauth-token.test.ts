import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ServerContext } from "../../server/src/context/server-context.ts";
import { type OauthState, refreshBinding } from "../../server/src/records/oauth-state.ts";
import { accessToken } from "../../server/src/records/oauth-token.ts";
import { type StoredSecret, secrets } from "../../server/src/records/secret-model.ts";
import { seal } from "../../server/src/secrets/secret-box.ts";
import { connectStore, type Store } from "../../server/src/store/connect.ts";
import { testUri } from "../../server/src/testing/test-uri.ts";
import { type ServicesDouble, startServices } from "../doubles/services.ts";
import { testConfig } from "../support/world.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-oauth-"));
const secretKey = "a key that only tests use, never kept";
const workspaceId = new mongoose.Types.ObjectId();
let double: ServicesDouble;
let store: Store;
let context: ServerContext;
let now = 1_750_000_000_000;
let made = 0;

beforeAll(async () => {
  double = await startServices();
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
  const { client, url: base } = double;
  const google = { client, scopes: [], base };
  const oauth = { google, hubspot: google, meta: google };
  const config = { ...testConfig(dataDir), secretKey, oauth };
  context = {
    connection: store.connection,
    log,
    config,
    now: () => now,
    announce: () => {},
    closeSockets: () => {},
    storeFacts: store,
  };
});
afterAll(async () => {
  await store.close();
  double.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  double.tokens = "given";
  double.rotates = true;
  double.grants.length = 0;
});

const all = () => secrets(store.connection).in(workspaceId);

/** Stores a connected account whose access token has ended. */
function connected(state: Partial<OauthState> = {}): Promise<StoredSecret> {
  const _id = new mongoose.Types.ObjectId();
  return all().insert({
    _id,
    name: `google_${++made}`,
    kind: "oauth",
    hosts: [],
    note: "",
    createdAt: now,
    changedAt: now,
    sealedValue: seal(secretKey, "an old token", String(_id)),
    oauth: {
      provider: "google",
      account: "ann@example.org",
      scopes: [],
      expiresAt: now,
      sealedRefresh: seal(secretKey, double.refreshToken(), refreshBinding(_id)),
      ...state,
    },
  });
}

test("waits for another process that renews, and uses what it stored", async () => {
  const secret = await connected({ renewing: { owner: "another", until: now + 15_000 } });
  const waiting = accessToken(context, secret);
  await all().updateOne(
    { _id: secret._id },
    {
      $set: {
        sealedValue: seal(secretKey, "of the other", String(secret._id)),
        "oauth.expiresAt": now + 3_600_000,
      },
      $unset: { "oauth.renewing": 1 },
    },
  );
  expect(await waiting).toBe("of the other");
  expect(double.grants).toEqual([]);
});

test("takes over from a process that died, with the refresh token that it had used", async () => {
  const secret = await connected();
  // The service rotates the token, and the process dies before it has the answer.
  double.tokens = "hang";
  void accessToken(context, secret).catch(() => {});
  await expect.poll(() => double.grants).toEqual(["refresh_token"]);
  double.tokens = "given";
  now += 16_000;
  const { connection } = store;
  const another = {
    ...context,
    connection: connection.useDb(connection.name),
  };
  const token = await accessToken(another, secret);
  expect(double.valid.has(token)).toBe(true);
  const kept = await all().findById(secret._id);
  expect(kept?.oauth).toMatchObject({ account: "ann@example.org" });
  expect(kept?.oauth?.lost).toBeUndefined();
  expect(kept?.oauth?.sealedRefresh).not.toBe(secret.oauth?.sealedRefresh);
});

test("renews a token before its time when the service refused it", async () => {
  const secret = await connected();
  const first = await accessToken(context, secret);
  const stored = await all().findById(secret._id);
  if (!stored) {
    throw new Error("The account is gone");
  }
  expect(await accessToken(context, stored)).toBe(first);
  expect(await accessToken(context, stored, first)).not.toBe(first);
  expect(double.grants).toEqual(["refresh_token", "refresh_token"]);
});
