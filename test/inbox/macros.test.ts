import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { startWithPeople, type WorldWithPeople } from "./world-with-people.ts";

const { conversations, inbox, macros } = routes;
let people: WorldWithPeople;
beforeAll(async () => {
  people = await startWithPeople(["Ann", "Ben"]);
});
afterAll(() => people.close());

test("a macro replies, notes, labels, assigns and resolves at once, and a repeated key does nothing twice", async () => {
  const { world } = people;
  const label = await world.call(inbox.createLabel, { body: { name: "Done", color: "green" } });
  const macro = await world.call(macros.createMacro, {
    as: "agent",
    body: {
      name: "Close",
      reply: { text: "Bye {{ contact.name }}", files: [] },
      note: "Closed by {{ agent.name }}",
      addLabelIds: [label.id],
      priority: "low",
      assignTo: "me",
      resolve: true,
    },
  });
  const { id: conversationId } = await people.of("Ann");
  await world.call(conversations.takeOver, { as: "agent", params: { conversationId } });
  const run = () =>
    world.call(macros.runMacro, {
      as: "agent",
      params: { conversationId, macroId: macro.id },
      body: { key: "macro-run-1" },
    });
  expect(await run()).toMatchObject({
    resolved: true,
    priority: "low",
    labelIds: [label.id],
    assignee: { name: "Agent Member" },
  });
  await run();
  await until(() => people.http.sends.length > 0);
  const { items } = await world.call(conversations.listMessages, { params: { conversationId } });
  const said = items.flatMap(({ direction, content }) =>
    direction !== "event" && direction !== "incoming" && content.kind === "text"
      ? [`${direction}: ${content.text}`]
      : [],
  );
  expect(said).toEqual(["note: Closed by Agent Member", "outgoing: Bye Ann"]);
});

test("a macro that cannot reply does nothing at all", async () => {
  const { world } = people;
  const macro = await world.call(macros.createMacro, {
    body: { name: "Greet", reply: { text: "Hi", files: [] }, priority: "urgent" },
  });
  const { id: conversationId, handler } = await people.of("Ben");
  expect(handler).not.toBe("human");
  await world.call(conversations.takeOver, { as: "owner", params: { conversationId } });
  const refused = await world.refusal(macros.runMacro, {
    as: "agent",
    params: { conversationId, macroId: macro.id },
    body: { key: "macro-run-2" },
  });
  expect(refused.code).toBe("conversation.handled-by-member");
  expect((await people.of("Ben")).priority).toBeUndefined();
});

test("macros that do nothing, or name what is not there, are refused", async () => {
  const { world } = people;
  const refusal = async (body: Record<string, unknown>) =>
    (await world.refusal(macros.createMacro, { body: { name: "x", ...body } })).code;
  expect(await refusal({})).toBe("macro.empty");
  expect(await refusal({ resolve: false })).toBe("macro.empty");
  expect(await refusal({ note: "{% if %}" })).toBe("cannedReply.template");
  expect(await refusal({ addLabelIds: ["0123456789abcdef01234567"] })).toBe("label.not-found");
  expect(await refusal({ assignTo: "0123456789abcdef01234567" })).toBe("member.not-found");
  expect(await refusal({ assignTo: "someone" })).toBe("request.invalid");
});
