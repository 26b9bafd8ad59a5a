import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { contacts } = routes;
let world: World;
let visitor: Awaited<ReturnType<typeof openVisitor>>;
let contactId = "";
beforeAll(async () => {
  world = await startWorld();
  await publish(
    world,
    flowOf(
      "Ask",
      {
        start: keyword("offer"),
        q: {
          type: "ask",
          data: { text: "Which size?", expect: "text", saveTo: "size", attempts: 3 },
        },
        done: say("Size {{ size }}"),
      },
      ["start.next > q", "q.next > done"],
    ),
  );
  const wording = "Send me offers";
  await publish(
    world,
    flowOf(
      "Agree",
      {
        start: keyword("agree"),
        c: {
          type: "contact",
          data: { changes: [{ action: "optIn", name: "", value: "", wording }] },
        },
        done: say("Thank you"),
      },
      ["start.next > c", "c.next > done"],
    ),
  );
  visitor = await openVisitor(world);
  await visitor.say("offer");
  await until(() => textsOf(visitor).includes("Which size?"));
  await until(async () => {
    contactId = (await world.call(contacts.listContacts)).items[0]?.id ?? "";
    return contactId !== "";
  });
});
afterAll(async () => {
  visitor?.close();
  await world.close();
});

const ledger = async () =>
  (await world.call(contacts.listConsents, { params: { contactId } })).items.map(
    ({ state, source, wording }) => `${state} ${source} ${wording}`,
  );
const optedIn = async () =>
  (await world.call(contacts.readContact, { params: { contactId } })).optedIn;
const count = (text: string) => textsOf(visitor).filter((it) => it.includes(text)).length;

test("a stop word comes before the question that waits, is recorded, and is confirmed once", async () => {
  await visitor.say("Hủy");
  await until(() => count("không nhận thêm tin quảng bá") === 1);
  await until(async () => (await ledger()).length === 1);
  expect(await ledger()).toEqual(["withdrawn keyword Hủy"]);
  expect(await optedIn()).toBe(false);
  await visitor.say("stop");
  await visitor.say("offer");
  await until(() => count("Which size?") === 2);
  expect(count("You will get no more offers")).toBe(0);
  expect(await ledger()).toHaveLength(1);
});

test("the question is over: no answer is taken for it", async () => {
  await visitor.say("XL");
  await until(() => textsOf(visitor).includes("Size XL"));
  expect(count("Size Hủy")).toBe(0);
});

test("a start word gives consent again, and is left to the flows where nothing was withdrawn", async () => {
  await visitor.say("START");
  await until(() => count("You will get our offers again") === 1);
  await until(optedIn);
  await visitor.say("START");
  await visitor.say("agree");
  await until(() => textsOf(visitor).includes("Thank you"));
  expect(count("You will get our offers again")).toBe(1);
});

test("a step records consent with the words that were shown", async () => {
  await until(async () => (await ledger()).length === 3);
  expect((await ledger())[0]).toBe("given flow Send me offers");
});

test("members record consent by name, and the switch on the contact page writes to the ledger", async () => {
  const params = { contactId };
  const body = {
    channelId: "all",
    purpose: "marketing",
    state: "declined",
    wording: "By phone",
  } as const;
  const after = await world.call(contacts.recordConsent, { params, body, as: "agent" });
  expect(after.optedIn).toBe(false);
  expect((await ledger())[0]).toBe("declined agent By phone");
  await world.call(contacts.updateContact, { params, body: { optedIn: true } });
  expect((await ledger())[0]).toBe("given agent ");
  expect(await world.refusal(contacts.recordConsent, { params, body, as: "viewer" })).toMatchObject(
    {
      status: 403,
    },
  );
});

test("a blocked contact gets no answer", async () => {
  const params = { contactId };
  await world.call(contacts.updateContact, { params, body: { blocked: true } });
  const before = textsOf(visitor).length;
  await visitor.say("agree");
  await world.call(contacts.updateContact, { params, body: { blocked: false } });
  await visitor.say("offer");
  await until(() => count("Which size?") === 3);
  expect(
    textsOf(visitor)
      .slice(before)
      .filter((it) => it === "Thank you"),
  ).toEqual([]);
});

test("a marketing start leaves with consent only, and the message says why not", async () => {
  const { conversations } = routes;
  const flowId = await publish(
    world,
    flowOf("Sale", { start: keyword("sale"), a: say("Our sale begins") }, ["start.next > a"]),
  );
  const [conversation] = (await world.call(conversations.listConversations)).items;
  const params = { conversationId: conversation?.id ?? "" };
  const start = (marketing: boolean) =>
    world.call(conversations.startFlow, { params, body: { flowId, marketing } });
  const agree = (state: "given" | "withdrawn") =>
    world.call(contacts.recordConsent, {
      params: { contactId },
      body: { channelId: "all", purpose: "marketing", state },
    });
  await agree("withdrawn");
  await start(true);
  await until(async () => {
    const { items } = await world.call(conversations.listMessages, { params });
    return items.some((it) => it.failure?.code === "consent.withdrawn");
  });
  expect(count("Our sale begins")).toBe(0);
  await start(false);
  await until(() => count("Our sale begins") === 1);
  await agree("given");
  await start(true);
  await until(() => count("Our sale begins") === 2);
});
