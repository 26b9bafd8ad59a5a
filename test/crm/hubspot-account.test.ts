import { afterAll, beforeAll, expect, test } from "vitest";
import { startHubspot } from "../doubles/crm/hubspot.ts";
import { type ServicesDouble, startServices } from "../doubles/services.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { allowService } from "../turns/allow-service.ts";
import { until } from "../turns/connect-double.ts";

const { channels, connectedServices: services, contacts, crm, secrets } = routes;
let double: ServicesDouble;
let world: World;

beforeAll(async () => {
  double = await startServices();
  const ready = { client: double.client, scopes: [], base: double.url };
  world = await startWorld({ oauth: { google: ready, meta: ready, hubspot: ready } });
});
afterAll(async () => {
  await world.close();
  double.close();
});
const finish = (query: string) => world.call(services.finishConnectingService, { body: { query } });

test("a HubSpot CRM signs in with a connected account, and goes on where it stopped once a lost one is back", async () => {
  const hubspot = await startHubspot();
  const authorization = `Bearer ${hubspot.settings.accessToken}`;
  // The service looks at the account's token, and HubSpot's double at all the rest.
  double.api = async ({ method, path, query, body }) => {
    const headers = { authorization, "content-type": "application/json" };
    const sent = body === "" ? null : body;
    const reply = await fetch(`${hubspot.url}${path}?${query}`, { method, headers, body: sent });
    return { status: reply.status, body: await reply.json() };
  };
  const account = await finish(await allowService(world, "hubspot"));
  const settings = { account: account.name, apiBaseUrl: double.url };
  const none = { type: "hubspot", name: "Our CRM", settings: { apiBaseUrl: double.url } };
  expect(await world.refusal(channels.connectChannel, { body: none })).toMatchObject({
    errors: [{ at: "/settings/accessToken" }],
  });
  const both = { ...settings, accessToken: "typed" };
  const made = await world.call(channels.connectChannel, { body: { ...none, settings: both } });
  expect(made).toMatchObject({ settings: { account: "hubspot" }, secretsSet: [] });
  const { id: connectionId } = made;
  const check = () => world.call(channels.checkChannel, { params: { channelId: connectionId } });
  expect(await check()).toMatchObject({ ok: true, name: "HubSpot 9001" });

  const arrives = async (email: string) => {
    hubspot.edit(undefined, { email, firstname: email });
    await until(async () => {
      world.advance(61_000);
      const { items } = await world.call(contacts.listContacts, { query: { limit: 100 } });
      return items.some((it) => it.email === email);
    });
  };
  const rules = {
    enabled: true,
    fields: [{ ours: "email", theirs: "email", direction: "both" as const }],
    createHere: true,
    createThere: true,
    notes: false,
    lists: [],
  };
  await world.call(crm.changeCrmExchange, { params: { connectionId }, body: rules });
  await arrives("ana@example.org");

  // HubSpot takes the token no more, before its time; then its time is over.
  for (const ms of [0, 3_600_000]) {
    double.valid.clear();
    double.grants.length = 0;
    world.advance(ms);
    const ask = () => world.call(crm.listCrmFields, { params: { connectionId } });
    const told = await Promise.all([ask(), ask(), ask()]);
    expect(told.every((it) => it.fields.length > 0)).toBe(true);
    expect(double.grants).toEqual(["refresh_token"]);
  }

  const params = { secretId: account.id };
  const use = await world.call(secrets.readSecretUse, { params });
  expect(use.crmConnections).toEqual([{ id: connectionId, name: "Our CRM" }]);
  const kept = { params: { serviceId: params.secretId } };
  expect(await world.refusal(services.disconnectService, kept)).toMatchObject({
    code: "service.in-use",
    details: { names: "Our CRM" },
  });

  double.valid.clear();
  double.tokens = "withdrawn";
  const connection = async () => (await world.call(crm.listCrmConnections)).items[0];
  world.advance(61_000);
  await until(async () => (await connection())?.status === "needsReconnecting");
  const message = 'The account "hubspot" must be connected again';
  expect((await connection())?.problem).toMatchObject({ message });
  expect(await check()).toMatchObject({ ok: false, problem: { code: "crm.account", message } });
  const { status } = await world.call(routes.operations.readServerStatus);
  expect(status?.channels.needReconnecting).toBe(1);
  double.tokens = "given";
  await finish(await allowService(world, "hubspot", account.id));
  expect((await connection())?.status).toBe("connected");
  await arrives("ben@example.org");

  await world.call(channels.disconnectChannel, { params: { channelId: connectionId } });
  expect(await world.call(services.disconnectService, kept)).toEqual({ withdrawn: true });
  expect([...hubspot.refusals, ...double.faults]).toEqual([]);
  await hubspot.close();
});
