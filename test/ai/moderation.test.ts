import { type AiAgentSpec, freshAgent } from "@chatloom/flows-schema";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf } from "../turns/live-clients.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";
import { type BotTalk, talkToBot } from "./talk-to-bot.ts";

const { ai, aiAgents, aiUsage, conversations, flows } = routes;
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
  llm.moderateWith((text) => (text.includes("stab") ? ["violence"] : []));
});
afterEach(async () => {
  for (const { id } of (await world.call(aiAgents.listAiAgents)).items) {
    await world.call(aiAgents.removeAiAgent, { params: { agentId: id } });
  }
  for (const { id } of (await world.call(flows.listFlows)).items) {
    await world.call(flows.deleteFlow, { params: { flowId: id } });
  }
});
afterAll(async () => {
  await talk?.close();
  await world?.close();
  await llm?.close();
});

async function agentWith(change: Partial<AiAgentSpec>): Promise<string> {
  const { id } = await world.call(aiAgents.addAiAgent, { as: "editor", body: { name: "Mai" } });
  const params = { agentId: id };
  const { revision } = await world.call(aiAgents.readAiAgent, { params });
  const draft = { ...freshAgent, instructions: "Help", ...change };
  const body = { name: "Mai", revision, draft };
  const saved = await world.call(aiAgents.saveAiAgent, { params, body });
  await world.call(aiAgents.publishAiAgent, { params, body: { revision: saved.revision } });
  return id;
}

/** A flow with ways out for a refusal and for an error. */
async function stepWith(change: Partial<AiAgentSpec>, data: object = {}): Promise<string> {
  const agentId = await agentWith(change);
  const ends = ["ai", "refused", "slow", "failed"].map((it) => `${it}.next > done`);
  const ways = ["start.next > ai", "ai.refusal > refused", "ai.slow > slow", "ai.error > failed"];
  const flow = flowOf(
    "Moderated",
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
          outcomes: ["refusal", "slow"],
          ...data,
        },
      },
      refused: say("Not here"),
      slow: say("Too slow"),
      failed: say("Sorry"),
      done: { type: "end", data: {} },
    },
    [...ways, ...ends],
  );
  await publish(world, flow);
  return agentId;
}

async function hears(text: string): Promise<void> {
  await until(() => talk.heard(person).at(-1) === text).catch(() => {
    expect(talk.heard(person).at(-1)).toBe(text);
  });
}

/** Reads the paths of the newest conversation's turns, as JSON. */
async function noted(): Promise<string> {
  const { items } = await world.call(conversations.listConversations);
  const params = { conversationId: items[0]?.id ?? "" };
  const turns = await world.call(conversations.listTurns, { params, query: {} });
  return JSON.stringify(turns.items.map((it) => it.path));
}

describe("a word list", () => {
  const moderation: Partial<AiAgentSpec> = {
    moderation: "wordList",
    blockedWords: ["lừa đảo", "🔪"],
  };

  test("keeps words of the contact from the model, and the turn says which", async () => {
    await stepWith(moderation);
    const asked = llm.asked.length;
    await talk.write(person, "Đây là LỪA  ĐẢO!");
    await hears("Not here");
    expect(llm.asked.length).toBe(asked);
    await until(async () => (await noted()).includes("llm.input-moderated"));
    expect(await noted()).toContain("Blocked word: lừa đảo");
  });

  test("lets words pass that only look alike", async () => {
    await stepWith(moderation);
    await talk.write(person, "lua dao");
    await hears("You said: lua dao");
  });

  test("holds an answer back, and the usage counts what it cost", async () => {
    const agentId = await stepWith(moderation);
    llm.script({ kind: "text", text: "Take a 🔪" });
    await talk.write(person, "Hi");
    await hears("Not here");
    expect(talk.heard(person)).toEqual(["Not here"]);
    await until(async () => (await noted()).includes("llm.answer-moderated"));
    const { items } = await world.call(aiUsage.readAiUsage, { query: { by: "agent" } });
    const used = items.find((it) => it.key === agentId);
    expect(used).toMatchObject({ calls: 1, failed: 1 });
    expect(used?.output).toBeGreaterThan(0);
  });

  test("reads values that the model found out, and what the contact writes later", async () => {
    const extract = [{ variable: "name", type: "string", description: "" }];
    await stepWith(moderation, { extract });
    const found = (value0: string | null, reply: string) =>
      ({ kind: "json", value: { reply, extracted: { value0 } } }) as const;
    llm.script(found(null, "Who are you?"), found("Lừa Đảo", "Welcome"));
    await talk.write(person, "Hi");
    await hears("Who are you?");
    await talk.write(person, "Guess");
    await hears("Not here");
    const asked = llm.asked.length;
    llm.script(found(null, "Who are you?"));
    await talk.write(person, "Hi");
    await hears("Who are you?");
    await talk.write(person, "lừa đảo");
    await hears("Not here");
    expect(llm.asked.length).toBe(asked + 1);
  });

  test("must not be empty when the agent is published", async () => {
    const { id } = await world.call(aiAgents.addAiAgent, { body: { name: "Empty" } });
    const params = { agentId: id };
    const draft = { ...freshAgent, instructions: "x", ...moderation, blockedWords: [] };
    const body = { name: "Empty", revision: 1, draft };
    const { revision } = await world.call(aiAgents.saveAiAgent, { params, body });
    expect(
      await world.refusal(aiAgents.publishAiAgent, { params, body: { revision } }),
    ).toMatchObject({ code: "ai.agent-incomplete", errors: [{ at: "/blockedWords" }] });
  });
});

describe("the connection's endpoint", () => {
  const moderation = { moderation: "endpoint" } as const;

  test("judges the contact's words, without personal data that is hidden", async () => {
    await stepWith({ ...moderation, maskPersonal: true });
    const asked = llm.asked.length;
    await talk.write(person, "I am a@b.example and will stab you");
    await hears("Not here");
    expect(llm.asked.length).toBe(asked);
    expect(llm.moderated.at(-1)).toBe("I am [e-mail] and will stab you");
    await until(async () => (await noted()).includes("Category: violence"));
    expect(llm.refusals).toEqual([]);
  });

  test("judges each answer, and asks once for what is already checked", async () => {
    await stepWith(moderation);
    const before = llm.moderated.length;
    await talk.write(person, "Hi");
    await hears("You said: Hi");
    llm.script(
      { kind: "tools", calls: [{ name: "unknown", arguments: {} }] },
      { kind: "text", text: "I could stab it" },
    );
    await talk.write(person, "More");
    await hears("Not here");
    expect(llm.moderated.slice(before)).toEqual([
      ...["Hi", "You said: Hi", "More", "I could stab it"],
    ]);
  });

  test.each([
    ["is refused", { status: 400 }],
    ["has no results", { raw: { results: [] } }],
    ["has another form", { raw: { results: [{ score: 1 }] } }],
    ["is no object", { raw: null }],
  ] as const)("lets nothing pass when the check %s", async (_, failure) => {
    await stepWith(moderation);
    const asked = llm.asked.length;
    llm.moderateWith(() => failure);
    await talk.write(person, "Hi");
    await hears("Sorry");
    expect(llm.asked.length).toBe(asked);
    llm.moderateWith((text) => (text === "Hi" ? [] : failure));
    await talk.write(person, "Hi");
    await until(() => llm.asked.length === asked + 1);
    await until(() => talk.heard(person).length === 2);
    expect(talk.heard(person)).toEqual(["Sorry", "Sorry"]);
    await until(async () => (await noted()).includes("llm.moderation-failed"));
  });

  test("lets nothing pass when the check does not end in time", async () => {
    const agentId = await agentWith(moderation);
    llm.moderateWith(() => "stall");
    const messages = [{ role: "user" as const, content: "Hi" }];
    const request = { agentId, messages, useKnowledge: false, timeoutMs: 300 };
    const body = { effect: { type: "callLlm" as const, request } };
    expect(await world.call(routes.effects.tryEffect, { body })).toMatchObject({
      error: { code: "llm.moderation-failed", message: "The AI did not answer in time" },
    });
  });

  test("shows a visitor no part of an answer before it is judged", async () => {
    const texts = { kind: "pause", text: "I could stab it. And so on, for a long time." } as const;
    for (const seen of [true, false]) {
      await stepWith({ moderation: seen ? "off" : "endpoint" });
      const visitor = await openVisitor(world);
      const partials: string[] = [];
      visitor.socket.on("partial", ({ text }) => partials.push(text));
      const asked = llm.asked.length;
      llm.script(texts);
      await visitor.say("Hi");
      await until(() => llm.asked.length > asked && llm.open() > 0);
      expect(llm.asked.at(-1)?.stream).toBe(seen);
      if (seen) {
        await until(() => partials.length > 0);
      }
      llm.goOn();
      await until(() => textsOf(visitor).length === 2);
      expect(textsOf(visitor).at(-1)).toBe(seen ? texts.text : "Not here");
      expect(partials.length > 0).toBe(seen);
      visitor.close();
      for (const { id } of (await world.call(flows.listFlows)).items) {
        await world.call(flows.deleteFlow, { params: { flowId: id } });
      }
    }
  });

  test("names its model where the endpoint wants one", async () => {
    const strict = await startLlm({ moderation: "named" });
    const body = { name: "S", baseUrl: strict.baseUrl, apiKey: strict.key, model: "double-small" };
    const { id } = await world.call(ai.addAiConnection, { body });
    const params = { connectionId: id };
    const { abilities } = await world.call(ai.checkAiConnection, { params });
    expect(abilities?.moderation).toBe(true);
    await stepWith({ ...moderation, connectionId: id });
    await talk.write(person, "Hi");
    await hears("You said: Hi");
    expect(strict.moderated).toContain("You said: Hi");
    await world.call(ai.removeAiConnection, { params });
    await strict.close();
  });
});

test("a step without an agent has the workspace's moderation, unless it has its own", async () => {
  const body = { moderation: "wordList" as const, blockedWords: ["scam"] };
  await world.call(aiUsage.saveAiModeration, { body });
  const plain = { agentId: undefined, instructions: "Help people." };
  await stepWith({}, plain);
  await talk.write(person, "You scam people");
  await hears("Not here");
  await world.call(aiUsage.saveAiModeration, { body: { moderation: "off" } });
  await talk.write(person, "You scam people");
  await hears("You said: You scam people");
  const flow = (await world.call(flows.listFlows)).items[0];
  await world.call(flows.deleteFlow, { params: { flowId: flow?.id ?? "" } });
  await stepWith({}, { ...plain, moderation: "endpoint" });
  await talk.write(`${person}-2`, "I stab you");
  await until(() => talk.heard(`${person}-2`)[0] === "Not here");
});

test("an agent that answers on its own gives a refused talk to people", async () => {
  await agentWith({ answersAlone: true, moderation: "wordList", blockedWords: ["scam"] });
  const asked = llm.asked.length;
  await talk.write(person, "You scam people");
  await until(async () => {
    const query = { handler: "waiting" } as const;
    return (await world.call(conversations.listConversations, { query })).items.length === 1;
  });
  expect(llm.asked.length).toBe(asked);
  expect(talk.heard(person)).toEqual([]);
});
