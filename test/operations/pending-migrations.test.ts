import { afterAll, beforeAll, expect, test } from "vitest";
import { pendingMigrations } from "../../server/src/cli/pending-migrations.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** Every document and index of the store, as text. */
async function stored(): Promise<string> {
  const { db } = world.server.context.connection;
  const found: unknown[] = [];
  for (const { name } of (await db?.listCollections().toArray()) ?? []) {
    // What the running server notes about itself.
    if (!/^(processes|reportProgress|queueLeases|sessions)$/.test(name)) {
      const collection = db?.collection(name);
      found.push(name, await collection?.find({}).toArray());
      found.push(await collection?.listIndexes().toArray());
    }
  }
  return JSON.stringify(found);
}

test("says in counts what a start of this version would change, and writes nothing", async () => {
  const { connection } = world.server.context;
  const { db } = connection;
  await world.call(routes.audience.listTags);
  await until(async () => (await pendingMigrations(connection)).length === 0, 20_000);

  const { id } = await world.call(routes.flows.createFlow, { body: { name: "Old" } });
  await db?.collection("flows").updateOne({}, { $set: { "draft.formatVersion": 1 } });
  await db?.collection("contacts").insertOne({ name: "Without words" });
  await db?.collection("contacts").dropIndex("workspaceId_1_email_1");
  await db?.collection("turns").createIndex({ workspaceId: 1, at: 1 });
  await db?.collection("workspaces").updateMany({}, { $unset: { definitionsComplete: 1 } });
  const before = await stored();
  const pending = await pendingMigrations(connection);
  expect(await stored()).toBe(before);
  expect(pending.map(({ what, count, details }) => [what, count, ...details])).toEqual([
    ["indexes are made", 1, "contacts: workspaceId_1_email_1, over 1 documents"],
    ["indexes are dropped", 1, "turns: workspaceId_1_at_1"],
    ["drafts of flows are in an older format", 1],
    ["contacts get search words", 1],
    ["workspaces get definitions of fields and tags in use", 1],
  ]);

  await world.restart();
  await world.call(routes.flows.deleteFlow, { params: { flowId: id } });
  await world.call(routes.audience.listTags);
  const again = world.server.context.connection;
  await again.collection("contacts").deleteMany({ name: "Without words" });
  expect(await pendingMigrations(again)).toEqual([]);
});
