import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, publish, say } from "../turns/publish-test-flow.ts";

let world: World;
let facebook: Double;
let whatsapp: Double;
let hooks: { facebook: string; whatsapp: string };

beforeAll(async () => {
  world = await startWorld();
  [facebook, whatsapp] = [await startDouble("messenger"), await startDouble("whatsapp")];
  hooks = { facebook: await connect(world, facebook), whatsapp: await connect(world, whatsapp) };
  const nodes = {
    lead: { type: "trigger.lead", data: { form: "240001234567890" } } as const,
    a: say("Budget {{ event.answers.what_is_your_budget }} from {{ event.campaignName }}"),
  };
  await publish(world, flowOf("Leads", nodes, ["lead.next > a"]));
}, 60_000);
afterAll(async () => {
  await world.close();
  await facebook.close();
  await whatsapp.close();
});

const deliver = (leadId: string) =>
  facebook.deliver(hooks.facebook, {
    kind: "raw",
    body: {
      object: "page",
      entry: [
        {
          id: "1906385232743451",
          time: Math.floor(Date.now() / 1_000),
          changes: [
            {
              field: "leadgen",
              value: {
                leadgen_id: leadId,
                form_id: "240001234567890",
                page_id: "1906385232743451",
              },
            },
          ],
        },
      ],
    },
  });
const fetched = (leadId: string) =>
  facebook.calls.filter(({ path }) => path.includes(`/${leadId}?`)).length;
async function contactOf(search: string) {
  const { items } = await world.call(routes.contacts.listContacts, { query: { search } });
  return items;
}

test("a lead starts the flow in the conversation of the person with its number, once", async () => {
  await whatsapp.deliver(hooks.whatsapp, { kind: "text", from: "84900000441", text: "hi" });
  await until(async () => (await contactOf("84900000441")).length === 1);
  expect(await deliver("5551441")).toBe(200);
  expect(await deliver("5551441")).toBe(200);
  await until(() => whatsapp.sends.length === 1);
  expect(JSON.stringify(whatsapp.sends[0]?.body)).toContain("Budget 1,000, 2,000 from Spring");
  const [contact, ...others] = await contactOf("84900000441");
  expect(others).toEqual([]);
  expect(contact).toMatchObject({
    email: "lan-5551441@example.org",
    fields: { what_is_your_budget: "1,000, 2,000" },
  });
  expect(fetched("5551441")).toBe(1);
});

test("a lead of somebody unknown becomes a contact with its source, and nothing is sent", async () => {
  const before = [facebook.sends.length, whatsapp.sends.length];
  await deliver("5551442");
  await until(async () => (await contactOf("lan-5551442@example.org")).length === 1);
  const [contact] = await contactOf("lan-5551442@example.org");
  expect(contact).toMatchObject({
    name: "Lan Test",
    phone: "+84900000442",
    fields: { source: "Lead · Our messenger · Spring" },
  });
  expect([facebook.sends.length, whatsapp.sends.length]).toEqual(before);
});

test("while the platform is busy the lead waits, and comes after all", async () => {
  await deliver("5551449");
  await until(() => fetched("5551449") === 1);
  world.advance(6_000);
  await until(() => fetched("5551449") === 2);
  expect(await contactOf("lan-5551449@example.org")).toEqual([]);
});

test("a lead that the token may not read is told as an alert", async () => {
  await deliver("5551440");
  await until(async () => {
    const { items } = await world.call(routes.operations.listAlerts);
    return items.some((it) => it.code === "lead.not-read" && it.message.includes("5551440"));
  });
  expect(fetched("5551440")).toBe(1);
});
