import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";

const { conversations } = routes;
const people = Array.from({ length: 7 }, (_, index) => `person ${index}`);
let world: World;
let http: Double;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  const webhook = await connect(world, http);
  for (const name of people) {
    await http.deliver(webhook, { kind: "text", from: name, name, text: "hello" });
  }
  await until(async () => (await listed({})).length === people.length);
});
afterAll(async () => {
  await world.close();
  await http.close();
});

test("conversations that changed in the same moment are all listed, each on one page", async () => {
  // Five of one millisecond, as after a rush, between an older and a newer one.
  await setMoments([3_000, 2_000, 2_000, 2_000, 2_000, 2_000, 1_000]);
  for (const limit of [1, 2, 3, 4, 6, 7]) {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit, ...(cursor !== undefined && { cursor }) };
      const page = await world.call(conversations.listConversations, { query });
      names.push(...page.items.map((it) => it.contact.name));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(names.at(0)).toBe(people.at(0));
    expect(names.at(-1)).toBe(people.at(-1));
    expect([...names].sort()).toEqual(people);
  }
});

test("a cursor that no list gave is refused", async () => {
  const cursor = Buffer.from('["then"]').toString("base64url");
  const refused = await world.refusal(conversations.listConversations, { query: { cursor } });
  expect(refused).toMatchObject({ status: 400, code: "request.cursor" });
});

async function listed(query: { readonly search?: string }) {
  return (await world.call(conversations.listConversations, { query })).items;
}

/** Sets a time in the store that no client can control. */
async function setMoments(moments: readonly number[]): Promise<void> {
  const owner = readFileSync(join(world.dataDir, "store.owner.json"), "utf8");
  const client = await new MongoClient((JSON.parse(owner) as { uri: string }).uri).connect();
  const stored = client.db().collection("conversations");
  for (const [index, contactName] of people.entries()) {
    await stored.updateOne({ contactName }, { $set: { updatedAt: moments[index] } });
  }
  await client.close();
}
