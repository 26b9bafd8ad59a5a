import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskDouble } from "../doubles/desks/desk-double.ts";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import {
  type BridgeStage,
  bridgeHooks,
  spokenLines as lines,
  quiet,
  startBridgeStage,
} from "./bridge-stage.ts";

let stage: BridgeStage;
beforeAll(async () => {
  stage = await startBridgeStage();
});
afterAll(() => stage.close());
const texts = (desk: DeskDouble, id: string) => lines(desk, id).map((it) => it.text);

test("carries messages of contacts and agents both ways, each once", async () => {
  const { chatwoot, zendesk, told, begin } = stage;
  const { conversation, ticket } = await begin("Ann", "My parcel is late");
  expect(texts(zendesk, ticket)).toEqual(["My parcel is late"]);
  const comment = zendesk.agent.writes(ticket, "Let me look");
  await told.zendesk([...comment, ...comment]);
  await until(() => texts(chatwoot, conversation).includes("Let me look"));
  await told.chatwoot(chatwoot.agent.writes(conversation, "I take over"));
  await until(() => lines(zendesk, ticket).length === 3);
  await told.chatwoot(chatwoot.agent.notes(conversation, "Among us"));
  await told.zendesk(zendesk.agent.notes(ticket, "Among us, too"));
  await told.chatwoot(chatwoot.customer.writes(conversation, "Thanks"));
  await until(() => texts(zendesk, ticket).includes("Thanks"));
  await quiet();
  expect(lines(zendesk, ticket).map((it) => [it.by, it.text])).toEqual([
    ["contact", "My parcel is late"],
    ["agent", "Let me look"],
    ["agent", "Bea Agent: I take over"],
    ["contact", "Thanks"],
  ]);
  expect(texts(chatwoot, conversation)).toEqual([
    "My parcel is late",
    "Let me look",
    "I take over",
    "Thanks",
  ]);
  expect([...chatwoot.refusals, ...zendesk.refusals]).toEqual([]);
});

test("opens a conversation for a ticket that began in Zendesk, and answers into the ticket", async () => {
  const { chatwoot, zendesk, told } = stage;
  const before = chatwoot.cases().length;
  const { caseId: ticket, webhooks } = zendesk.customer.begins("Bob", "An e-mail of Bob");
  await told.zendesk(webhooks);
  await until(() => (chatwoot.cases()[before]?.lines ?? []).some((it) => it.by === "contact"));
  const conversation = chatwoot.cases()[before]?.id ?? "";
  await told.chatwoot(chatwoot.agent.writes(conversation, "Hello Bob"));
  await until(() => lines(zendesk, ticket).length === 2);
  await quiet();
  expect(texts(zendesk, ticket)).toEqual(["An e-mail of Bob", "Bea Agent: Hello Bob"]);
  expect(texts(chatwoot, conversation)).toEqual(["An e-mail of Bob", "Hello Bob"]);
  expect(chatwoot.cases().length).toBe(before + 1);
});

test("keeps what cannot be written, and carries it when a member tries again", async () => {
  const { world, chatwoot, zendesk, bridgeId, told, begin } = stage;
  const { conversation, ticket } = await begin("Cat", "First");
  const params = { bridgeId };
  zendesk.behave({ refuses: (raw) => raw.includes("Refused") });
  await told.chatwoot(chatwoot.customer.writes(conversation, "Refused"));
  await told.chatwoot(chatwoot.customer.writes(conversation, "Taken"));
  await until(() => texts(zendesk, ticket).includes("Taken"));
  const [bridge] = (await world.call(routes.desks.listBridges)).items;
  expect(bridge).toMatchObject({ failed: 1, problem: { code: "400" } });
  zendesk.behave({});
  await world.call(routes.desks.retryBridge, { params });
  await until(() => texts(zendesk, ticket).includes("Refused"));
  expect((await world.call(routes.desks.listBridges)).items[0]?.failed).toBe(0);
});

test("refuses a bridge between what is not two helpdesks, and answers /health", async () => {
  const { world, deskIds } = stage;
  const [one = "", two = ""] = deskIds;
  const stranger = "0123456789abcdef01234567";
  const create = async (ids: string[], from = ids) =>
    (await world.refusal(routes.desks.createBridge, { body: { deskIds: ids, from } })).code;
  expect(await create([one, two])).toBe("bridge.exists");
  expect(await create([one, stranger])).toBe("bridge.desk-unknown");
  expect(await create([one, two], [stranger])).toBe("bridge.from-unknown");
  expect(await create([one, one])).toBe("request.invalid");
  expect((await fetch(`${world.url}/health`)).status).toBe(200);
  for (const path of Object.values(bridgeHooks)) {
    expect((await fetch(world.url + path, { method: "POST", body: "{}" })).status).toBe(401);
  }
});
