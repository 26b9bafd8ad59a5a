import { emptyRoutingRule, type RoutingRule } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openVisitor, textsOf } from "./live-clients.ts";
import { anyMessage, flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { readRouting, saveRouting } = routes.routing;
const { conversations, flows } = routes;
let world: World;
let revision = 0;
let saleId: string;
beforeAll(async () => {
  world = await startWorld();
  await publish(
    world,
    flowOf("Default", { any: anyMessage(), a: say("Default") }, ["any.next > a"]),
  );
  const nodes = {
    first: keyword("offers"),
    a: say("Sale"),
    word: keyword("shoes"),
    b: say("Shoes"),
  };
  saleId = await publish(world, flowOf("Sale", nodes, ["first.next > a", "word.next > b"]));
}, 60_000);
afterAll(() => world.close());

const rule = (id: string, fields: Partial<RoutingRule>): RoutingRule => ({
  ...emptyRoutingRule(id),
  name: `Rule ${id}`,
  answer: "nobody",
  ...fields,
});

async function route(...rules: RoutingRule[]): Promise<void> {
  ({ revision } = await world.call(saveRouting, { body: { revision, rules } }));
}

/** A new visitor says something; gives what the thread shows to members once it holds `lines` of them. */
async function newVisitor(text: string, lines: number) {
  const visitor = await openVisitor(world);
  await visitor.say(text);
  const newest = async () => {
    const { items } = await world.call(conversations.listConversations);
    return items[0];
  };
  const thread = async () => {
    const conversationId = (await newest())?.id ?? "";
    const { items } = await world.call(conversations.listMessages, { params: { conversationId } });
    return items.reverse();
  };
  await until(async () => {
    const messages = await thread();
    const [first] = messages;
    const said = first?.content.kind === "text" ? first.content.text : "";
    return said === text && messages.length >= lines;
  });
  const told = (await thread()).map(({ event, content }) => {
    const words = "text" in content ? content.text : content.kind;
    return event === undefined ? words : `${event}: ${words}`;
  });
  return { visitor, told, conversation: await newest() };
}

test("a rule sends a message to its flow before other flows' triggers, and the thread says why", async () => {
  await route(
    rule("a", { name: "Sale words", keywords: ["sale"], answer: "flow", flowId: saleId }),
  );
  const { visitor, told } = await newVisitor("any SALE today?", 3);
  expect(told).toEqual(["any SALE today?", "routedToFlow: Sale words → Sale", "Sale"]);
  expect(textsOf(visitor)).toEqual(["any SALE today?", "Sale"]);
  visitor.close();
});

test("within the flow, the trigger that fits the message starts it", async () => {
  await route(rule("a", { answer: "flow", flowId: saleId }));
  const { visitor, told } = await newVisitor("shoes", 3);
  expect(told.at(-1)).toBe("Shoes");
  visitor.close();
});

test("without a rule that holds, triggers decide as before", async () => {
  await route(rule("a", { keywords: ["sale"], answer: "flow", flowId: saleId }));
  const { visitor, told } = await newVisitor("hello", 2);
  expect(told).toEqual(["hello", "Default"]);
  visitor.close();
});

test("a rule leaves a message to people, or to nobody", async () => {
  await route(
    rule("a", { name: "Complaints", keywords: ["complaint"], answer: "people" }),
    rule("b", { name: "Quiet", keywords: ["quiet"] }),
  );
  const people = await newVisitor("a complaint", 3);
  expect(people.told).toEqual(["a complaint", "routedToPeople: Complaints", "handedOff: "]);
  expect(people.conversation?.handler).toBe("waiting");
  people.visitor.close();
  const quiet = await newVisitor("quiet please", 2);
  expect(quiet.told).toEqual(["quiet please", "routedToNobody: Quiet"]);
  quiet.visitor.close();
});

test("a rule whose flow is switched off is passed over", async () => {
  await route(rule("a", { answer: "flow", flowId: saleId }));
  await world.call(flows.deactivateFlow, { params: { flowId: saleId } });
  const { visitor, told } = await newVisitor("hello again", 2);
  expect(told).toEqual(["hello again", "Default"]);
  await world.call(flows.activateFlow, { params: { flowId: saleId } });
  visitor.close();
});

test("rules that name what is not there are refused with the place, and so is an older revision", async () => {
  const refused = await world.refusal(saveRouting, {
    body: {
      revision,
      rules: [
        rule("a", { answer: "flow", flowId: "0".repeat(24) }),
        rule("a", { time: "within", channelIds: ["nowhere"] }),
      ],
    },
  });
  expect(refused).toMatchObject({ status: 400, code: "routing.invalid" });
  expect(refused.errors?.map(({ at }) => at)).toEqual([
    "/rules/0/flowId",
    "/rules/1/id",
    "/rules/1/hours",
    "/rules/1/channelIds/0",
  ]);
  const old = await world.refusal(saveRouting, { body: { revision: revision - 1, rules: [] } });
  expect(old).toMatchObject({ status: 409, code: "routing.changed" });
  expect((await world.call(readRouting)).revision).toBe(revision);
});
