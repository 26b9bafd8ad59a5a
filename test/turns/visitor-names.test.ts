import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openVisitor } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations, contacts, operations } = routes;
let world: World;

beforeAll(async () => {
  world = await startWorld();
  const question = {
    text: "Your e-mail?",
    expect: "email",
    saveTo: "contact.email",
    attempts: 3,
  } as const;
  await publish(
    world,
    flowOf(
      "Leads",
      {
        hi: keyword("hi"),
        ask: { type: "ask", data: question },
        tell: { type: "notify", data: { to: "agents", address: "", text: "New lead" } },
        thanks: say("Thank you"),
      },
      ["hi.next > ask", "ask.next > tell", "tell.next > thanks"],
    ),
  );
});
afterAll(() => world.close());

const named = async () =>
  (await world.call(conversations.listConversations)).items.map((it) => it.contact.name);

test("a visitor has a friendly name until they say their e-mail, and is called so everywhere then", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("hi");
  await until(() => visitor.thread().some((it) => JSON.stringify(it).includes("Your e-mail?")));
  const [invented = ""] = await named();
  expect(invented).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
  const [contact] = (await world.call(contacts.listContacts, { query: { search: invented } }))
    .items;
  expect(contact?.name).toBe(invented);

  await visitor.say("kim@example.com");
  await until(async () => (await named())[0] === "kim@example.com");
  const params = { contactId: contact?.id ?? "" };
  expect((await world.call(contacts.readContact, { params })).name).toBe("kim@example.com");
  const { items } = await world.call(operations.listAlerts);
  expect(items[0]?.occurrences[0]?.contactName).toBe("kim@example.com");

  await world.call(contacts.updateContact, { params, body: { name: "Kim Park" } });
  expect(await named()).toEqual(["Kim Park"]);
  await world.call(contacts.updateContact, { params, body: { email: "park@example.com" } });
  expect(await named()).toEqual(["Kim Park"]);
  visitor.close();
});
