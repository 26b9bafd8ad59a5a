import type { ServiceProvider } from "@chatloom/api-schema";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ServicesDouble, startServices } from "../doubles/services.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const { connectedServices: services, secrets, effects } = routes;
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

/** Goes to the service and comes back; gives the query that the browser has then. */
async function allow(provider: ServiceProvider, serviceId?: string): Promise<string> {
  const body = { provider, serviceId };
  const { address } = await world.call(services.beginConnectingService, { body });
  const there = await fetch(address, { redirect: "manual" });
  return new URL(there.headers.get("location") ?? "").search;
}
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
    method: "GET",
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
  const calls = await Promise.all(Array.from({ length: 8 }, () => use(name)));
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
  world.advance(61 * 86_400_000);
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
