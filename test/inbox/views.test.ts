import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";

const { inbox } = routes;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const names = async (as: "owner" | "agent" | "editor") =>
  (await world.call(inbox.listViews, { as })).items.map((it) => it.name);

test("one's own views are one's own, and shared ones everybody's; only editors change those of others", async () => {
  const filter = { priority: "urgent", view: "waiting", snoozed: false } as const;
  const own = await world.call(inbox.createView, {
    as: "agent",
    body: { name: " Hot ", filter, shared: false },
  });
  expect(own).toMatchObject({ name: "Hot", filter, shared: false, mine: true });
  expect(await names("owner")).toEqual([]);
  const params = { viewId: own.id };
  const body = { name: "Hot", filter, shared: true };
  expect((await world.refusal(inbox.updateView, { params, body })).code).toBe("view.not-found");
  await world.call(inbox.updateView, { as: "agent", params, body });
  expect(await names("owner")).toEqual(["Hot"]);
  await world.call(inbox.updateView, { as: "editor", params, body: { ...body, name: "Hotter" } });
  expect(await names("agent")).toEqual(["Hotter"]);

  const other = await world.call(inbox.createView, {
    body: { name: "Mine", filter: {}, shared: true },
  });
  const refused = await world.refusal(inbox.deleteView, {
    as: "agent",
    params: { viewId: other.id },
  });
  expect(refused.status).toBe(404);
  await world.call(inbox.deleteView, { params: { viewId: other.id } });
  expect(await names("owner")).toEqual(["Hotter"]);
  const wrong = await world.refusal(inbox.createView, {
    body: { name: "x", filter: { priority: "very" }, shared: true },
  });
  expect(wrong.errors?.[0]?.at).toBe("/filter/priority");
});
