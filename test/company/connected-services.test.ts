import type { ServiceProvider } from "@chatloom/api-schema";
import type { NodeData } from "@chatloom/flows-schema";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { googleSheet } from "../doubles/google-sheet.ts";
import { type ServicesDouble, startServices } from "../doubles/services.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { allowService } from "../turns/allow-service.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { connectedServices: services, effects, secrets } = routes;
type Sheets = NodeData<"googleSheets">;
let double: ServicesDouble;
let world: World;

beforeAll(async () => {
  double = await startServices();
  const { client, url: base } = double;
  const ready = { client, scopes: [], base };
  const oauth = { google: ready, meta: ready, hubspot: { ...ready, client: undefined } };
  world = await startWorld({ oauth });
});
beforeEach(() => {
  double.consent = "all";
  double.tokens = "given";
  double.api = ({ path }) => ({ body: { path } });
  double.faults.length = 0;
});
afterAll(async () => {
  await world.close();
  double.close();
});

const allow = (provider: ServiceProvider, serviceId?: string) =>
  allowService(world, provider, serviceId);
const finish = (query: string) => world.call(services.finishConnectingService, { body: { query } });
const failure = async (query: string) =>
  (await world.refusal(services.finishConnectingService, { body: { query } })).code;
const connect = async (provider: ServiceProvider) => finish(await allow(provider));
const list = async () => (await world.call(services.listConnectedServices)).items;
const disconnect = (serviceId: string) =>
  world.call(services.disconnectService, { params: { serviceId } });

/** Makes a call with the account's token, as an HTTP step does. */
function use(name: string, path = "/v4/hello", url = double.url) {
  const headers = [{ name: "Authorization", value: `Bearer {{secret.${name}}}` }];
  const request = {
    method: "GET" as const,
    url: url + path,
    headers,
    secrets: [name],
    timeoutMs: 5_000,
    retries: 0,
  };
  return world.call(effects.tryEffect, { body: { effect: { type: "callHttp", request } } });
}

test("connects an account, and a step uses its token without ever seeing it", async () => {
  const made = await connect("google");
  expect(made).toMatchObject({
    name: "google",
    account: "ann@example.org",
    needsReconnecting: false,
  });
  const { answer } = await use("google");
  expect(answer).toMatchObject({ status: 200, body: { path: "/v4/hello" } });
  const [token = ""] = double.valid;
  const told = JSON.stringify([await list(), await world.call(secrets.listSecrets), answer]);
  expect(told).not.toContain(token);
  expect((await list())[0]?.usedAt).toBeDefined();
  // The token goes to the service only.
  const elsewhere = await use("google", "/", "https://example.org");
  expect(elsewhere.error?.code).toBe("http.secret-refused");
  // What an account is connected with is not entered by hand.
  const params = { secretId: made.id };
  const body = { value: "x", when: "now" as const };
  expect((await world.refusal(secrets.rotateSecret, { params, body })).code).toBe(
    "secret.not-found",
  );
  expect((await world.refusal(secrets.deleteSecret, { params })).code).toBe("secret.not-found");

  const second = await connect("google");
  expect(second.name).toBe("google_2");
  expect(await disconnect(second.id)).toEqual({ withdrawn: true });
  expect(double.withdrawn).toHaveLength(1);
  expect((await use("google_2")).error?.code).toBe("http.secret-unknown");
  const { items } = await world.call(routes.audit.listAudit, { query: { kind: "service" } });
  expect(items.map((it) => it.action)).toEqual([
    "service.disconnected",
    "service.connected",
    "service.connected",
  ]);
  expect(JSON.stringify(items)).toContain("google ann@example.org");
  expect(double.faults).toEqual([]);
});

test("says plainly why an account was not connected, and keeps none", async () => {
  const before = (await list()).length;
  double.consent = "denied";
  expect(await failure(await allow("google"))).toBe("service.denied");
  double.consent = "server_error";
  expect(await failure(await allow("google"))).toBe("service.unavailable");
  double.consent = "some";
  expect(await failure(await allow("google"))).toBe("service.scope");
  double.consent = "all";
  double.tokens = "down";
  expect(await failure(await allow("google"))).toBe("service.unavailable");
  double.tokens = "given";
  const changed = (await allow("google")).replace(/code=\w/, "code=x");
  expect(await failure(changed)).toBe("service.expired");
  expect(await failure("")).toBe("service.expired");
  expect(await failure("?state=guessed&code=1")).toBe("service.expired");

  const used = await allow("google");
  const body = { query: used };
  // Another member's browser cannot end it, and it stays open for who began it.
  const foreign = await world.refusal(services.finishConnectingService, { as: "admin", body });
  expect(foreign.code).toBe("service.expired");
  const { id } = await finish(used);
  expect(await failure(used)).toBe("service.expired");
  await disconnect(id);

  const late = await allow("google");
  world.advance(16 * 60_000);
  expect(await failure(late)).toBe("service.expired");
  const notMine = await world.refusal(services.beginConnectingService, {
    as: "editor",
    body: { provider: "google" },
  });
  expect(notMine.status).toBe(403);
  expect(await list()).toHaveLength(before);
});

test("renews the token once for many calls, and asks to connect again when it is withdrawn", async () => {
  const name = (await list())[0]?.name ?? "";
  world.advance(3_600_000);
  double.valid.clear();
  double.grants.length = 0;
  const calls = await Promise.all(Array.from({ length: 3 }, () => use(name)));
  expect(calls.every((it) => it.error === undefined)).toBe(true);
  expect(double.grants).toEqual(["refresh_token"]);

  world.advance(3_600_000);
  double.tokens = "down";
  expect((await use(name)).error?.code).toBe("http.service-busy");
  expect((await list())[0]?.needsReconnecting).toBe(false);
  double.tokens = "withdrawn";
  expect((await use(name)).error?.code).toBe("http.service-disconnected");
  expect((await use(name)).error?.code).toBe("http.service-disconnected");
  const { items } = await world.call(routes.operations.listAlerts, {});
  const told = items.filter((it) => it.code === "service.needs-reconnecting");
  expect(told.map((it) => [it.count, it.message])).toEqual([[1, "ann@example.org (google)"]]);

  double.tokens = "given";
  const [lost] = await list();
  expect(lost?.needsReconnecting).toBe(true);
  const again = await finish(await allow("google", lost?.id));
  expect(again).toMatchObject({ id: lost?.id, name, needsReconnecting: false });
  expect((await use(name)).error).toBeUndefined();
});

test("connects Meta without a refresh token, and HubSpot with the workspace's own client", async () => {
  const meta = await connect("meta");
  expect(meta).toMatchObject({ name: "meta", account: "Ann Example" });
  expect(meta.endsAt).toBeDefined();
  expect((await use("meta")).error).toBeUndefined();
  world.advance(3_600_000);
  expect((await use("meta")).error?.code).toBe("http.service-disconnected");

  const body = { provider: "hubspot" as const };
  expect((await world.refusal(services.beginConnectingService, { body })).code).toBe(
    "service.not-set-up",
  );
  const { providers } = await world.call(services.listConnectedServices);
  const hubspot = providers.find((it) => it.provider === "hubspot");
  expect(hubspot).toMatchObject({ ready: false, appSecret: "hubspot_app" });
  const { clientId, clientSecret } = double.client;
  await world.call(secrets.createSecret, {
    body: {
      name: "hubspot_app",
      kind: "basic",
      value: `${clientId}:${clientSecret}`,
      hosts: [hubspot?.appHost ?? ""],
      note: "",
    },
  });
  expect(await connect("hubspot")).toMatchObject({ name: "hubspot", account: "9001" });
  expect((await use("hubspot")).error).toBeUndefined();
});

test("a flow finds, changes and appends rows of a spreadsheet, once and as plain values", async () => {
  const sheet = googleSheet("Ann's orders", [
    ["Phone", "Status", "Key"],
    [84901, "new", ""],
  ]);
  double.api = sheet.api;
  const { id, name: account } = await connect("google");
  const read = { account, spreadsheet: `https://docs.google.com/spreadsheets/d/${sheet.id}/edit` };
  expect(await world.call(services.readSpreadsheet, { query: read })).toEqual({
    title: "Book",
    sheets: [{ name: sheet.name, columns: ["Phone", "Status", "Key"] }],
  });
  const other = { account, spreadsheet: "no-such-book" };
  expect((await world.refusal(services.readSpreadsheet, { query: other })).code).toBe(
    "sheets.no-spreadsheet",
  );

  const common = {
    ...read,
    sheet: sheet.name,
    columns: [],
    column: "",
    value: "",
    values: [],
    save: [],
  };
  const step = (data: Partial<Sheets> & Pick<Sheets, "action">) => ({
    type: "googleSheets" as const,
    data: { ...common, ...data },
  });
  const status = (value: string) => [{ column: "Status", value }];
  await publish(
    world,
    flowOf(
      "Orders",
      {
        start: keyword("order"),
        look: step({
          action: "find",
          column: "phone",
          value: "84901",
          save: [{ path: "Status", saveTo: "before" }],
        }),
        change: step({
          action: "update",
          column: "Phone",
          value: "84901",
          values: status("=1+1"),
          saveRow: "row",
        }),
        add: step({ action: "append", values: status("7.5"), keyColumn: "Key" }),
        plain: step({ action: "append", values: status("{{ before }}") }),
        absent: step({ action: "find", column: "Phone", value: "1" }),
        wrong: step({ action: "find", column: "Gone", value: "1" }),
        text: say("Was {{ before }} in {{ row }}: {{ error.code }}"),
        other: say("Went wrong"),
      },
      [
        "start.next > look",
        "look.found > change",
        "change.found > add",
        "add.next > plain",
        "plain.error > absent",
        "absent.notFound > wrong",
        "wrong.error > text",
        "look.notFound > other",
        "change.notFound > other",
        "plain.next > other",
        "absent.found > other",
        "wrong.found > other",
        "wrong.notFound > other",
      ],
    ),
  );
  // The first append is done and its answer gets lost; the second one, without a key, is not tried again.
  sheet.faults.set("POST append", [429, "lost", 500]);
  const visitor = await openVisitor(world);
  await visitor.say("order");
  await until(() => textsOf(visitor).includes("Was new in 2: sheets.no-column"), 20_000);
  visitor.close();
  expect(sheet.rows).toEqual([
    ["Phone", "Status", "Key"],
    [84901, "=1+1", ""],
    ["", 7.5, expect.stringContaining(":")],
  ]);
  expect(double.faults).toEqual([]);
  const { flows } = await world.call(secrets.readSecretUse, { params: { secretId: id } });
  expect(flows.map((it) => it.name)).toEqual(["Orders"]);
});
