import { type Chatloom, ChatloomProblem, createChatloom } from "@chatloom/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportShippedOrder } from "../../client/example/report-shipped-order.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, publish, say } from "../turns/publish-test-flow.ts";

let world: World;
let token: string;
let chatloom: Chatloom;
let platform: Awaited<ReturnType<typeof startDouble>>;
beforeAll(async () => {
  world = await startWorld();
  platform = await startDouble("http");
  const body = { name: "Shop", role: "editor" as const };
  ({ token } = await world.call(routes.accounts.createApiToken, { body }));
  chatloom = createChatloom({ url: world.url, token });
});
afterAll(async () => {
  await platform.close();
  await world.close();
});

test("the example tells the customer that the order was shipped, once", async () => {
  const tell = say("Your order {{event.number}} is on its way.");
  const shipped = { type: "trigger.event", data: { event: "order shipped" } } as const;
  await publish(world, flowOf("Shipped", { shipped, tell }, ["shipped.next > tell"]));
  const hook = await connect(world, platform);
  await platform.deliver(hook, { kind: "text", from: "lan", name: "Lan", text: "hello" });
  const { contacts } = routes;
  const known = async () => (await world.call(contacts.listContacts)).items[0]?.id ?? "";
  await until(async () => (await known()) !== "");
  const email = "lan@example.com";
  const params = { contactId: await known() };
  await world.call(contacts.updateContact, { params, body: { email } });

  expect(await reportShippedOrder(chatloom, { number: "A-1041", email })).toBe(1);
  expect(await reportShippedOrder(chatloom, { number: "A-1041", email })).toBe(1);
  expect(await reportShippedOrder(chatloom, { number: "A-1", email: "no@example.com" })).toBe(0);
  const told = () => platform.sends.filter((it) => JSON.stringify(it.body).includes("A-1041"));
  await until(() => told().length > 0);
  expect(told()).toHaveLength(1);
});

test("a call whose answer was lost is sent again, and takes effect once", async () => {
  let lost = 0;
  const losing: typeof fetch = async (...sent) => {
    const response = await fetch(...sent);
    if (lost === 0) {
      lost += 1;
      throw new TypeError("the connection broke");
    }
    return response;
  };
  const unlucky = createChatloom({ url: `${world.url}/`, token, fetch: losing });
  const { data } = await unlucky.POST("/tags", { body: { title: "VIP" } });
  expect(lost).toBe(1);
  expect(data?.title).toBe("VIP");
  const { data: tags } = await chatloom.GET("/tags");
  expect(tags?.items.filter((it) => it.title === "VIP")).toHaveLength(1);
});

test("a refusal is an error with its code and the wrong places", async () => {
  const contactId = "0".repeat(24);
  const missing = chatloom.GET("/contacts/{contactId}", { params: { path: { contactId } } });
  await expect(missing).rejects.toThrow(ChatloomProblem);
  await expect(missing).rejects.toMatchObject({ status: 404, code: "contact.not-found" });
  const wrong = chatloom.POST("/tags", { body: { title: "" } });
  await expect(wrong).rejects.toMatchObject({
    code: "request.invalid",
    errors: [expect.objectContaining({ at: "/title" })],
  });
});
