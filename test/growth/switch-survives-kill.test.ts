import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";
import { type SwitchStage, startSwitchStage } from "./switch-stage.ts";

const people = Array.from({ length: 3 }, (_, index) => ({
  user: `90${index}`,
  phone: `8490000090${index}`,
  name: `Person${index}`,
}));
let stage: SwitchStage;
let server: ServerProcess | undefined;
const links = new Map<string, string>();

beforeAll(async () => {
  stage = await startSwitchStage();
  for (const { user, phone, name } of people) {
    links.set(phone, await stage.linkFor(user, name));
  }
  await stage.world.stop();
}, 120_000);
afterAll(async () => {
  await server?.kill("SIGKILL");
  await stage.telegram.close();
  await stage.whatsapp.close();
});

test("whoever opens the link goes on there once, however often the server is killed meanwhile", async () => {
  const { whatsapp, said, writeThere, world } = stage;
  const times = (phone: string, text: string) => said(whatsapp, phone).split(text).length - 1;
  // WhatsApp repeats what was not acknowledged.
  const toOpen = new Set(people.map((it) => it.phone));
  const open = (phone: string) =>
    writeThere(phone, links.get(phone) ?? "").then(
      (status) => status === 200 && toOpen.delete(phone),
      () => false,
    );
  for (const pauseMs of [60, 400]) {
    server = await startProcess(world);
    const opened = [...toOpen].map(open);
    await sleep(pauseMs);
    await server.kill("SIGKILL");
    await Promise.all(opened);
  }
  server = await startProcess(world);
  await Promise.all([...toOpen].map(open));
  const standsThere = async () => {
    const { items } = await world.call(routes.conversations.listConversations, {
      query: { limit: 50 },
    });
    const all = await Promise.all(
      items.map((it) =>
        world.call(routes.conversations.readConversation, { params: { conversationId: it.id } }),
      ),
    );
    return all.filter(
      (it) => it.conversation.channel.type === "whatsapp" && it.running?.nodeId === "again",
    ).length;
  };
  await until(async () => (await standsThere()) === people.length, 60_000);
  for (const { phone, name } of people) {
    // A send that a kill cut off is not repeated, because WhatsApp knows no idempotency key.
    expect(times(phone, `Hello again, ${name}`)).toBeLessThanOrEqual(1);
    expect(await writeThere(phone, "tea")).toBe(200);
  }
  await until(() => people.every((it) => times(it.phone, `${it.name} wants tea`) === 1), 60_000);
  const { items } = await world.call(routes.contacts.listContacts, { query: { limit: 50 } });
  expect(items).toHaveLength(people.length);
}, 180_000);
