import { type AiAgentSpec, freshAgent } from "@chatloom/flows-schema";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";
import { type BotTalk, talkToBot } from "./talk-to-bot.ts";

const { ai, aiAgents, aiUsage, flows } = routes;
let world: World;
let llm: LlmDouble;
let talk: BotTalk;
let people = 0;
let person: string;

beforeAll(async () => {
  [world, llm] = await Promise.all([startWorld(), startLlm()]);
  talk = await talkToBot(world);
  const body = { name: "D", baseUrl: llm.baseUrl, apiKey: llm.key, model: "double-small" };
  await world.call(ai.addAiConnection, { body });
});
beforeEach(() => {
  person = `person-${++people}`;
  llm.script();
  llm.answerWith(({ schema, messages }) => {
    const said = messages.findLast((it) => it.role === "user")?.content ?? "";
    return schema
      ? { kind: "json", value: { reply: `Re: ${said}`, exit: "none", summary: "They talk" } }
      : { kind: "text", text: `Re: ${said}` };
  });
});
afterEach(async () => {
  for (const { id } of (await world.call(aiAgents.listAiAgents)).items) {
    await world.call(aiAgents.removeAiAgent, { params: { agentId: id } });
  }
  for (const { id } of (await world.call(flows.listFlows)).items) {
    await world.call(flows.deleteFlow, { params: { flowId: id } });
  }
  await world.call(aiUsage.saveAiSettings, { body: { prices: [] } });
});
afterAll(async () => {
  await talk?.close();
  await world?.close();
  await llm?.close();
});

async function agentWith(change: Partial<AiAgentSpec> = {}, name = "Mai") {
  const { id } = await world.call(aiAgents.addAiAgent, { as: "editor", body: { name } });
  await publishDraft(id, change);
  return id;
}

async function publishDraft(agentId: string, change: Partial<AiAgentSpec>) {
  const params = { agentId };
  const { revision } = await world.call(aiAgents.readAiAgent, { params });
  const draft = { ...freshAgent, instructions: "Help with bicycles", ...change };
  const saved = await world.call(aiAgents.saveAiAgent, {
    as: "editor",
    params,
    body: { name: "Mai", revision, draft },
  });
  return world.call(aiAgents.publishAiAgent, {
    as: "editor",
    params,
    body: { revision: saved.revision },
  });
}

async function hears(text: string, from = person): Promise<void> {
  await until(() => talk.heard(from).at(-1) === text).catch(() => {
    expect(talk.heard(from).at(-1)).toBe(text);
  });
}

function flowWithAgent(agentId: string, data: object = {}) {
  return flowOf(
    "With an agent",
    {
      start: anyMessage(),
      ai: {
        type: "llm",
        data: {
          instructions: "",
          agentId,
          mode: "converse",
          exits: [],
          extract: [],
          useKnowledge: false,
          maxTurns: 20,
          ...data,
        },
      },
      done: { type: "end", data: {} },
      failed: say("Sorry"),
      spent: say("No more today"),
    },
    [
      "start.next > ai",
      "ai.next > done",
      "ai.error > failed",
      ...("outcomes" in data ? ["ai.budget > spent"] : []),
    ],
  );
}

describe("an agent that answers on its own", () => {
  test("is the default reply, and leaves with a summary for people", async () => {
    await agentWith({ answersAlone: true, personality: "You are Mai." });
    await talk.write(person, "Hi");
    await hears("Re: Hi");
    const { messages } = llm.asked.at(-1) ?? { messages: [] };
    expect(messages[0]?.content).toMatch(/^You are Mai\.\n\nHelp with bicycles/);
    llm.script({
      kind: "json",
      value: { reply: "A colleague comes", exit: "person", summary: "Wants a person" },
    });
    await talk.write(person, "A human please");
    await hears("A colleague comes");
    const { items } = await world.call(routes.conversations.listConversations, {
      query: { handler: "waiting" },
    });
    expect(items.length).toBe(1);
  });

  test("is silent once it is deactivated, and leaves default replies of flows alone", async () => {
    const agentId = await agentWith({ answersAlone: true });
    await publish(world, flowOf("Own", { a: anyMessage(), b: say("The flow") }, ["a.next > b"]));
    await talk.write(person, "Hi");
    await hears("The flow");
    const asked = llm.asked.length;
    const params = { agentId };
    await world.call(aiAgents.activateAiAgent, { params, body: { active: false } });
    await talk.write(person, "Hi again");
    await until(() => talk.heard(person).length === 2);
    expect(llm.asked.length).toBe(asked);
  });
});

describe("a step with an agent", () => {
  test("stays with the version that the talk began with", async () => {
    const agentId = await agentWith({ instructions: "Version one" });
    await publish(world, flowWithAgent(agentId));
    await talk.write(person, "a");
    await hears("Re: a");
    await publishDraft(agentId, { instructions: "Version two" });
    await talk.write(person, "b");
    await hears("Re: b");
    expect(llm.asked.at(-1)?.messages[0]?.content).toContain("Version one");
    const other = `${person}-other`;
    await talk.write(other, "c");
    await hears("Re: c", other);
    expect(llm.asked.at(-1)?.messages[0]?.content).toContain("Version two");
  });

  test("takes its error way while the agent is inactive", async () => {
    const agentId = await agentWith();
    const params = { agentId };
    await world.call(aiAgents.activateAiAgent, { params, body: { active: false } });
    await publish(world, flowWithAgent(agentId));
    await talk.write(person, "a");
    await hears("Sorry");
  });

  test("calls the agent's tools, and no others", async () => {
    const tool = {
      name: "Look up",
      description: "Looks up",
      kind: "http" as const,
      parameters: [{ name: "id", type: "number" as const, description: "", required: true }],
      method: "GET" as const,
      url: `${llm.baseUrl}/nothing/{{ args.id }}`,
    };
    const agentId = await agentWith({ tools: [tool] });
    await publish(world, flowWithAgent(agentId));
    llm.script(
      { kind: "tools", calls: [{ name: "delete_all", arguments: {} }] },
      { kind: "tools", calls: [{ name: "Look_up", arguments: { id: 7 } }] },
    );
    await talk.write(person, "look");
    await hears("Re: look");
    expect(llm.calls.filter((it) => it.path.endsWith("/nothing/7")).length).toBe(1);
    const results = llm.asked.at(-1)?.messages.filter((it) => it.role === "tool");
    expect(results?.[0]?.content).toMatch(/There is no tool "delete_all"/);
    expect(llm.refusals.filter((it) => it.path.includes("completions"))).toEqual([]);
  });

  test("hides personal data from the model, and links to other sites from contacts", async () => {
    const agentId = await agentWith({ maskPersonal: true, allowedSites: ["shop.example"] });
    await publish(world, flowWithAgent(agentId));
    llm.script({ kind: "text", text: "See https://a.shop.example/x or https://evil.example/y" });
    await talk.write(person, "I am a.b@c.example, 0912 345 678, card 4111 1111 1111 1111");
    await hears("See https://a.shop.example/x or [link]");
    const said = llm.asked.at(-1)?.messages.at(-1)?.content;
    expect(said).toBe("I am [e-mail], [phone], card [card number]");
  });
});

describe("a draft", () => {
  test("is not overwritten from an older revision, and not published with empty fields", async () => {
    const { id } = await world.call(aiAgents.addAiAgent, { body: { name: "New" } });
    const params = { agentId: id };
    const incomplete = await world.refusal(aiAgents.publishAiAgent, {
      params,
      body: { revision: 1 },
    });
    expect(incomplete).toMatchObject({
      code: "ai.agent-incomplete",
      errors: [{ at: "/instructions" }],
    });
    const draft = { ...freshAgent, instructions: "x" };
    const body = { name: "New", revision: 1, draft };
    await world.call(aiAgents.saveAiAgent, { params, body });
    expect(await world.refusal(aiAgents.saveAiAgent, { params, body })).toMatchObject({
      code: "ai.draft-changed",
    });
  });

  test("can be taken back from a version", async () => {
    const agentId = await agentWith({ instructions: "One" });
    await publishDraft(agentId, { instructions: "Two" });
    const params = { agentId };
    const { revision, versions } = await world.call(aiAgents.readAiAgent, { params });
    expect(versions.map((it) => it.version)).toEqual([2, 1]);
    const restored = await world.call(aiAgents.restoreAiAgent, {
      params,
      body: { revision, version: 1 },
    });
    expect(restored.draft.instructions).toBe("One");
    expect(restored.agent).toMatchObject({ version: 2, changed: true });
  });
});

describe("a budget", () => {
  test("holds to the token under fifty conversations at once, and has its way out", async () => {
    const budget = 20_000;
    const agentId = await agentWith({ tokensPerDay: budget, maxOutputTokens: 50 });
    await publish(world, flowWithAgent(agentId, { outcomes: ["budget"] }));
    const before = llm.asked.length;
    llm.answerWith(() => ({ kind: "slow", ms: 50, text: "Ok" }));
    const crowd = Array.from({ length: 50 }, (_, n) => `${person}-${n}`);
    await Promise.all(crowd.map((it) => talk.write(it, `Hello from ${it}`)));
    await until(() => crowd.every((it) => talk.heard(it).length > 0), 60_000);
    const { items } = await world.call(aiUsage.readAiUsage, { query: { by: "agent" } });
    const used = items.find((it) => it.key === agentId);
    const tokens = (used?.input ?? 0) + (used?.output ?? 0);
    expect(tokens).toBeLessThanOrEqual(budget);
    expect(llm.asked.length - before).toBeGreaterThan(10);
    const refused = crowd.filter((it) => talk.heard(it)[0] === "No more today");
    expect(refused.length + llm.asked.length - before).toBe(50);
    // The counted tokens equal those that the endpoint billed.
    expect(used?.calls).toBe(50);
    expect(used?.failed).toBe(refused.length);
  }, 90_000);

  test("of a workspace counts every step, and prices make it money", async () => {
    await world.call(aiUsage.saveAiSettings, {
      body: {
        tokensPerDay: 100_000,
        prices: [
          { model: "double-*", input: 1, cached: 0.5, output: 10 },
          { model: "double-small", input: 2, cached: 1, output: 20 },
        ],
      },
    });
    const agentId = await agentWith();
    await publish(world, flowWithAgent(agentId));
    await talk.write(person, "a");
    await hears("Re: a");
    const { items } = await world.call(aiUsage.readAiUsage, { query: { by: "agent" } });
    const used = items.find((it) => it.key === agentId);
    const { input = 0, cached = 0, output = 0, cost } = used ?? {};
    expect(cost).toBeCloseTo(((input - cached) * 2 + cached * 1 + output * 20) / 1e6, 10);
    const saved = { tokensPerDay: 100, prices: [] };
    await world.call(aiUsage.saveAiSettings, { as: "admin", body: saved });
    await talk.write(person, "b");
    await hears("Sorry");
    expect(
      await world.refusal(aiUsage.saveAiSettings, { as: "editor", body: saved }),
    ).toMatchObject({
      status: 403,
    });
  });
});
