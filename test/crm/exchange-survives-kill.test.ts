import { afterAll, beforeAll, expect, test } from "vitest";
import { type HubspotDouble, startHubspot } from "../doubles/crm/hubspot.ts";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { startProcess } from "../turns/server-process.ts";

const { channels, contacts, crm } = routes;
const ours = Array.from({ length: 8 }, (_, index) => `ours${index}@example.org`);
const theirs = Array.from({ length: 8 }, (_, index) => `theirs${index}@example.org`);
let world: World;
let http: Double;
let hubspot: HubspotDouble;
let connectionId: string;
let skipped = 0;
beforeAll(async () => {
  world = await startWorld();
  hubspot = await startHubspot(() => Date.now() + skipped);
  http = await startDouble("http");
  const hook = await connect(world, http);
  await Promise.all(
    ours.map((name) => http.deliver(hook, { kind: "text", from: name, name, text: "hello" })),
  );
  await until(async () => (await all()).length === ours.length, 30_000);
  for (const { id: contactId, name } of await all()) {
    await world.call(contacts.updateContact, { params: { contactId }, body: { email: name } });
  }
  for (const email of theirs) {
    hubspot.edit(undefined, { email, firstname: email });
  }
  const made = await world.call(channels.connectChannel, {
    body: { type: "hubspot", name: "CRM", settings: { ...hubspot.settings } },
  });
  connectionId = made.id;
}, 90_000);
afterAll(async () => {
  await world.close();
  await Promise.all([http.close(), hubspot.close()]);
});

const all = async () => (await world.call(contacts.listContacts, { query: { limit: 100 } })).items;

test("contacts of both sides come into step, each once, over kill -9", async () => {
  await world.stop();
  // The server dies after HubSpot has made a contact, and before it hears of it.
  hubspot.fail({ kind: "hang", taken: true });
  const server = await startProcess(world);
  await world.call(crm.changeCrmExchange, {
    params: { connectionId },
    body: {
      enabled: true,
      fields: [
        { ours: "email", theirs: "email", direction: "both" },
        { ours: "firstName", theirs: "firstname", direction: "both" },
      ],
      createHere: true,
      createThere: true,
      notes: false,
      lists: [],
    },
  });
  await until(() => hubspot.contacts.size > theirs.length, 30_000);
  await server.kill("SIGKILL");
  await world.restart();
  const whole = ours.length + theirs.length;
  await until(async () => {
    // The lease of the killed server ends.
    world.advance(10_000);
    skipped += 10_000;
    return hubspot.contacts.size >= whole && (await all()).length >= whole;
  }, 120_000);
  const emails = (items: readonly string[]) => [...items].sort();
  const wanted = emails([...ours, ...theirs]);
  expect(emails((await all()).map((it) => it.email))).toEqual(wanted);
  const there = [...hubspot.contacts.values()].map((it) => it.properties.email ?? "");
  expect(emails(there)).toEqual(wanted);
}, 300_000);
