import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openVisitor, textsOf } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test("a schedule starts its flow for the contacts with its tag, once", async () => {
  await publish(world, flowOf("Hello", { hi: keyword("hi"), a: say("Hi!") }, ["hi.next > a"]));
  const tagged = await openVisitor(world);
  const other = await openVisitor(world);
  await tagged.say("hi");
  await until(() => textsOf(tagged).length === 2);
  const { items } = await world.call(routes.contacts.listContacts);
  const contactId = items[0]?.id ?? "";
  await world.call(routes.contacts.updateContact, {
    params: { contactId },
    body: { tags: ["news"] },
  });
  await other.say("hi");

  const now = new Date();
  const time = now.toISOString().slice(11, 16);
  const schedule = {
    type: "trigger.schedule",
    data: { repeat: "daily", weekdays: [], time, tag: "news" },
  } as const;
  await publish(
    world,
    flowOf(
      "News",
      { at: { ...schedule, data: { ...schedule.data, weekdays: [] } }, b: say("News!") },
      ["at.next > b"],
    ),
  );
  await until(() => textsOf(tagged).includes("News!"), 90_000);
  const secret = tagged.secret();
  tagged.close();
  other.close();
  await world.restart();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const again = await openVisitor(world, secret);
  expect(textsOf(again).filter((it) => it === "News!")).toEqual(["News!"]);
  expect(textsOf(other)).toEqual(["hi", "Hi!"]);
  again.close();
}, 120_000);
