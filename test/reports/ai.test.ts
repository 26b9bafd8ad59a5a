import { afterAll, beforeAll, expect, test } from "vitest";
import { type BotTalk, talkToBot } from "../ai/talk-to-bot.ts";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { ai, aiUsage, conversations, reports, satisfaction } = routes;
let world: World;
let llm: LlmDouble;
let talk: BotTalk;
let flowId: string;

beforeAll(async () => {
  [world, llm] = await Promise.all([startWorld(), startLlm()]);
  talk = await talkToBot(world);
  const body = { name: "D", baseUrl: llm.baseUrl, apiKey: llm.key, model: "double-small" };
  await world.call(ai.addAiConnection, { body });
  const price = { model: "double-*", input: 1, cached: 0.5, output: 4 };
  await world.call(aiUsage.saveAiSettings, { body: { prices: [price] } });
  flowId = await publish(
    world,
    flowOf(
      "Advice",
      {
        start: keyword("advice"),
        ai: {
          type: "llm",
          data: {
            instructions: "Help",
            mode: "converse",
            exits: [{ id: "person", label: "A person", when: "They want a person" }],
            extract: [],
            useKnowledge: false,
            maxTurns: 20,
            outcomes: ["refusal"],
          },
        },
        people: { type: "handoff", data: { assignTo: "anyone", note: "" } },
        refused: say("I must not say that"),
        failed: say("Sorry"),
      },
      [
        "start.next > ai",
        "ai.next > people",
        "ai.exit:person > people",
        "ai.error > failed",
        "ai.refusal > refused",
      ],
    ),
  );
}, 60_000);
afterAll(async () => {
  await talk?.close();
  await world?.close();
  await llm?.close();
});

const range = () => {
  const today = new Date().toISOString().slice(0, 10);
  return { from: today, to: today };
};
const read = () => world.call(reports.readAiReport, { query: range() });
const reply = (text: string, exit = "none") =>
  ({ kind: "json", value: { reply: text, exit } }) as const;
async function hears(from: string, text: string) {
  await until(() => talk.heard(from).at(-1) === text);
}

test("counts talks, answers, other ways and handovers by step and model, with tokens and times", async () => {
  llm.script(reply("How can I help?"), reply("Try this"), reply("A colleague comes", "person"));
  await talk.write("ann", "advice");
  await hears("ann", "How can I help?");
  await talk.write("ann", "it is broken");
  await hears("ann", "Try this");
  await talk.write("ann", "a person please");
  await hears("ann", "A colleague comes");
  llm.answerWith(() => ({ kind: "refuse", text: "No" }));
  await talk.write("ben", "advice");
  await hears("ben", "I must not say that");
  llm.answerWith(() => ({ kind: "status", status: 400, message: "No such thing" }));
  await talk.write("cleo", "advice");
  await hears("cleo", "Sorry");

  await until(async () => {
    const { now, counting } = await read();
    return !counting && now.calls === 5 && now.talks === 3 && now.handedOff === 1;
  }, 15_000);
  const { now, before, days, channels, flows, agents, steps, models } = await read();
  expect(now).toMatchObject({
    calls: 5,
    failed: 2,
    talks: 3,
    answers: 3,
    handedOff: 1,
    unanswered: 0,
    time: { count: 5 },
    ratings: { count: 0, positive: 0 },
  });
  expect(now.fallbacks.map((it) => it.code).sort()).toEqual(["llm.declined", "llm.refused"]);
  expect(now.problems.map((it) => it.code).sort()).toEqual(["llm.declined", "llm.refused"]);
  expect(now.input).toBeGreaterThan(0);
  expect(now.output).toBeGreaterThan(0);
  // By the price table, in millionths of a dollar.
  const micros = now.input - now.cached + now.cached * 0.5 + now.output * 4;
  expect(Math.round(now.cost * 1_000_000)).toBeCloseTo(micros, -1);
  expect(before.calls).toBe(0);
  const { calls, input, cached, output, cost } = now;
  const used = { calls, input, cached, output, cost };
  expect(days).toMatchObject([{ failed: 2, ...used }]);
  expect(channels).toMatchObject([{ type: "http", figures: used }]);
  expect(flows).toMatchObject([{ flowId, flowName: "Advice", figures: used }]);
  expect(agents).toEqual([]);
  expect(steps).toMatchObject([
    { flowId, nodeId: "ai", flowName: "Advice", figures: { calls: 5, talks: 3, handedOff: 1 } },
  ]);
  expect(models).toMatchObject([{ model: "double-small", figures: { calls: 5, failed: 2 } }]);
});

test("knows the rating that a contact gave after AI had answered", async () => {
  await world.call(satisfaction.saveSurveySettings, {
    params: { scope: "workspace" },
    body: {
      enabled: true,
      question: "How did we do?",
      scale: "five",
      delayMinutes: 0,
      everyHours: 1,
      channelIds: [],
    },
  });
  const { items } = await world.call(conversations.listConversations, {
    query: { handler: "waiting" },
  });
  const params = { conversationId: items[0]?.id ?? "" };
  await world.call(conversations.takeOver, { as: "agent", params });
  await world.call(conversations.resolve, { as: "agent", params });
  await hears("ann", "How did we do?");
  await talk.write("ann", "4");
  await until(async () => (await read()).now.ratings.count === 1);
  const { now, steps, models } = await read();
  expect(now.ratings).toEqual({ count: 1, positive: 1, average: 4 });
  expect(steps[0]?.figures.ratings.average).toBe(4);
  expect(models[0]?.figures).not.toHaveProperty("ratings");
});

test("gives the same figures when everything is counted anew", async () => {
  const { now, channels, flows, steps, models } = await read();
  const before = JSON.stringify({ now, channels, flows, steps, models });
  await world.call(reports.rebuildReports, { as: "admin" });
  await until(async () => {
    const after = await read();
    const { now, channels, flows, steps, models } = after;
    return !after.counting && JSON.stringify({ now, channels, flows, steps, models }) === before;
  });
});
