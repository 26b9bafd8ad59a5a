import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openVisitor, textsOf } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await publish(
    world,
    flowOf("Prices", { price: keyword("price"), answer: say("From 3 €") }, ["price.next > answer"]),
  );
});
afterAll(() => world.close());

const contacts = async () => (await world.call(routes.contacts.listContacts)).items.length;

test("who only looks in and is not awaited is no contact until they write", async () => {
  const before = await contacts();
  const visitor = await openVisitor(world);
  await visitor.socket.emitWithAck("open", {});
  await visitor.socket.emitWithAck("open", { ref: "a-link-nobody-listens-to" });
  expect(await contacts()).toBe(before);
  await visitor.say("price");
  await until(() => textsOf(visitor).includes("From 3 €"));
  expect(await contacts()).toBe(before + 1);
  visitor.close();
});

test("who looks in and is awaited is greeted, and is a contact", async () => {
  const before = await contacts();
  const welcome = { type: "trigger.welcome" as const, data: { channels: [] } };
  await publish(world, flowOf("Greeting", { welcome, hi: say("Welcome!") }, ["welcome.next > hi"]));
  const visitor = await openVisitor(world);
  await visitor.socket.emitWithAck("open", {});
  await until(() => textsOf(visitor).includes("Welcome!"));
  expect(await contacts()).toBe(before + 1);
  visitor.close();
});
