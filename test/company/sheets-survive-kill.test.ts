import { afterAll, beforeAll, expect, test } from "vitest";
import { type BotTalk, talkToBot } from "../ai/talk-to-bot.ts";
import { type GoogleSheet, googleSheet } from "../doubles/google-sheet.ts";
import { type ServicesDouble, startServices } from "../doubles/services.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { startProcess } from "../turns/server-process.ts";

const { connectedServices: services } = routes;
let world: World;
let talk: BotTalk;
let double: ServicesDouble;
let sheet: GoogleSheet;
/** Whether Google appends rows and its answers get lost. */
let silent = true;
let skipped = 0;

beforeAll(async () => {
  double = await startServices();
  const { client, url: base } = double;
  const ready = { client, scopes: [], base };
  world = await startWorld({ oauth: { google: ready, hubspot: ready, meta: ready } });
  talk = await talkToBot(world, () => Date.now() + skipped);
  sheet = googleSheet("Orders", [["Who", "Key"]]);
  double.api = (call) => {
    const reply = sheet.api(call);
    return silent && call.path.endsWith(":append") ? new Promise(() => {}) : reply;
  };
  await connect();
  double.expiresIn = 30;
  await connect();
  await connect();
  await offer("keyed", "google", "Key");
  await offer("plain", "google", "");
  await offer("rotated", "google_2", "Key");
  await offer("once", "google_3", "Key");
}, 60_000);
afterAll(async () => {
  await talk?.close();
  await world?.close();
  double?.close();
});

async function connect(): Promise<void> {
  const body = { provider: "google" as const };
  const { address } = await world.call(services.beginConnectingService, { body });
  const back = await fetch(address, { redirect: "manual" });
  const query = new URL(back.headers.get("location") ?? "").search;
  await world.call(services.finishConnectingService, { body: { query } });
}

/** Publishes a flow that appends its word to the sheet. */
async function offer(word: string, account: string, keyColumn: string): Promise<void> {
  const data = {
    account,
    spreadsheet: sheet.id,
    sheet: sheet.name,
    action: "append" as const,
    columns: [],
    column: "",
    value: "",
    values: [{ column: "Who", value: word }],
    save: [],
    keyColumn,
  };
  const nodes = {
    start: keyword(word),
    add: { type: "googleSheets" as const, data },
    done: say("Added"),
    failed: say("{{ error.code }}"),
  };
  await publish(
    world,
    flowOf(word, nodes, ["start.next > add", "add.next > done", "add.error > failed"]),
  );
}

const rowsOf = (word: string) => sheet.rows.filter((it) => it[0] === word).length;

test("a kill leaves a row with a key there once, another unsaid, and an account renewed or plainly lost", async () => {
  await world.stop();
  const server = await startProcess(world, {
    OAUTH_GOOGLE_CLIENT_ID: double.client.clientId,
    OAUTH_GOOGLE_CLIENT_SECRET: double.client.clientSecret,
    OAUTH_GOOGLE_URL: double.url,
  });
  await talk.write("ada", "keyed");
  await talk.write("bo", "plain");
  await until(() => rowsOf("keyed") + rowsOf("plain") === 2, 30_000);
  // The service replaces refresh tokens, and the answers get lost with the server.
  double.tokens = "hang";
  double.grants.length = 0;
  double.rotates = "atOnce";
  await talk.write("dan", "once");
  await until(() => double.grants.length === 1, 30_000);
  double.rotates = true;
  await talk.write("cleo", "rotated");
  await until(() => double.grants.length === 2, 30_000);
  await server.kill("SIGKILL");
  // The access tokens from before have ended too.
  world.advance(31_000);
  skipped += 31_000;
  Object.assign(double, { tokens: "given", expiresIn: 3_600 });
  silent = false;
  await world.restart();
  const people = ["ada", "bo", "cleo", "dan"];
  await until(() => {
    // The leases of the killed server end.
    world.advance(1_000);
    skipped += 1_000;
    return people.every((it) => talk.heard(it).length > 0);
  }, 30_000);
  expect(people.map((it) => talk.heard(it))).toEqual([
    ["Added"],
    ["effect.interrupted"],
    ["Added"],
    ["sheets.not-connected"],
  ]);
  expect(["keyed", "plain", "rotated", "once"].map(rowsOf)).toEqual([1, 1, 1, 0]);
  const { items } = await world.call(services.listConnectedServices);
  expect(items.map((it) => [it.name, it.needsReconnecting])).toEqual([
    ["google", false],
    ["google_2", false],
    ["google_3", true],
  ]);
  expect(double.faults).toEqual(["wrong refresh token"]);
}, 90_000);
