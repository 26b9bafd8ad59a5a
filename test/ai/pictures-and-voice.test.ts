import { type AiAgentSpec, freshAgent } from "@chatloom/flows-schema";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LlmAbilities, type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { plainListener, recordingOf } from "../doubles/llm/transcription.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type MediaHost, onePixel, startMediaHost } from "../turns/media-host.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";
import { type BotTalk, talkToBot } from "./talk-to-bot.ts";

const { ai, aiAgents, aiUsage, conversations, flows } = routes;
let world: World;
let llm: LlmDouble;
let host: MediaHost;
let talk: BotTalk;
let connectionId: string;
const others: LlmDouble[] = [];
let people = 0;
let person: string;
const photo = `data:image/png;base64,${onePixel.toString("base64")}`;

beforeAll(async () => {
  [world, llm, host] = await Promise.all([startWorld(), startLlm(), startMediaHost()]);
  talk = await talkToBot(world);
  connectionId = await connect(llm);
});
beforeEach(() => {
  person = `person-${++people}`;
  llm.hearWith(plainListener);
});
afterAll(async () => {
  await talk?.close();
  await world?.close();
  await host?.close();
  await Promise.all([llm, ...others].map((it) => it?.close()));
});

async function connect({ baseUrl, key }: LlmDouble): Promise<string> {
  const models = { model: "double-small", transcriptionModel: "double-whisper" };
  const body = { name: "D", baseUrl, apiKey: key, ...models };
  return (await world.call(ai.addAiConnection, { body })).id;
}

async function other(abilities: LlmAbilities): Promise<LlmDouble> {
  const double = await startLlm(abilities);
  others.push(double);
  return double;
}

/** Publishes a flow with an AI step in place of the one before. */
async function step(data: object = {}): Promise<void> {
  for (const { id } of (await world.call(flows.listFlows)).items) {
    await world.call(flows.deleteFlow, { params: { flowId: id } });
  }
  const plain = {
    instructions: "Help",
    mode: "converse" as const,
    exits: [],
    extract: [],
    useKnowledge: false,
  };
  await publish(
    world,
    flowOf(
      "Media",
      {
        start: anyMessage(),
        ai: { type: "llm", data: { ...plain, connectionId, maxTurns: 20, ...data } },
        failed: say("Sorry: {{ error.code }}"),
        done: { type: "end", data: {} },
      },
      ["start.next > ai", "ai.next > done", "ai.error > failed"],
    ),
  );
}

async function agent(change: Partial<AiAgentSpec>): Promise<string> {
  const { id } = await world.call(aiAgents.addAiAgent, { body: { name: "Mai" } });
  const params = { agentId: id };
  const { revision } = await world.call(aiAgents.readAiAgent, { params });
  const draft = { ...freshAgent, instructions: "Help", connectionId, ...change };
  const body = { name: "Mai", revision, draft };
  const saved = await world.call(aiAgents.saveAiAgent, { params, body });
  await world.call(aiAgents.publishAiAgent, { params, body: { revision: saved.revision } });
  return id;
}

function showPicture(caption?: string, bytes: Uint8Array = onePixel) {
  const url = host.put(`/${person}.png`, { bytes });
  return talk.send(person, { kind: "image", url, caption });
}

function speak(words: string) {
  const url = host.put(`/${person}.wav`, { type: "audio/wav", bytes: recordingOf(words) });
  return talk.send(person, { kind: "audio", url, voice: true });
}

async function hears(text: string): Promise<void> {
  await until(() => talk.heard(person).at(-1) === text).catch(() => {
    expect(talk.heard(person).at(-1)).toBe(text);
  });
}

async function conversationOf(name: string) {
  const { items } = await world.call(conversations.listConversations, { query: { search: name } });
  return { conversationId: items[0]?.id ?? "" };
}

test.each([
  ["Chat Completions", {}],
  ["Responses", { chat: false }],
])("a model sees the pictures of the talk by %s", async (_name, abilities) => {
  const double = await other(abilities);
  await step({ connectionId: await connect(double) });
  await showPicture("What is this?");
  await hears("You said: What is this? (and showed 1)");
  expect(double.asked.at(-1)?.messages.at(-1)?.pictures).toEqual([photo]);
  await talk.write(person, "And which color?");
  await hears("You said: And which color?");
  expect(double.asked.at(-1)?.messages.some((it) => it.pictures?.[0] === photo)).toBe(true);
});

test("a model that refuses pictures is told that there was one, and gets none from then on", async () => {
  const double = await other({ pictures: false });
  await step({ connectionId: await connect(double) });
  await showPicture("What is this?");
  await hears("You said: What is this?\n[image]");
  await showPicture();
  await hears("You said: [image]");
  expect(double.refusals.length).toBe(1);
});

test("a connection can be kept from sending pictures", async () => {
  const params = { connectionId };
  await world.call(ai.changeAiConnection, { params, body: { pictures: "never" } });
  await step();
  await showPicture();
  await hears("You said: [image]");
  await world.call(ai.changeAiConnection, { params, body: { pictures: "checked" } });
});

test("a picture that is too large is mentioned, or takes the error way", async () => {
  const large = Buffer.concat([onePixel, Buffer.alloc(4_000_001)]);
  await step();
  await showPicture("Big", large);
  await hears("You said: Big\n[image]");
  await step({ unreadable: "fail" });
  person = `${person}-again`;
  await showPicture("Big", large);
  await hears("Sorry: llm.media-unreadable");
});

test("a voice note is heard once, shown to members, and counted", async () => {
  await step();
  await speak("Where is my order?");
  await hears("You said: Where is my order?");
  await talk.write(person, "Hello?");
  await hears("You said: Hello?");
  const said = llm.asked.at(-1)?.messages.map((it) => it.content);
  expect(said).toContain("Where is my order?");
  expect(llm.transcribed.filter((it) => it === "Where is my order?").length).toBe(1);
  const params = await conversationOf(person);
  const { items } = await world.call(conversations.listMessages, { params });
  const note = items.find((it) => it.content.kind === "audio");
  expect(note?.transcript).toBe("Where is my order?");
  const usage = await world.call(aiUsage.readAiUsage, { query: { by: "model" } });
  const used = usage.items.find((it) => it.key === "double-whisper");
  expect(used).toMatchObject({ calls: 1, failed: 0, input: 4, output: 5 });
});

test("a voice note that cannot be heard is mentioned, or takes the error way", async () => {
  llm.hearWith(() => ({ status: 400 }));
  await step();
  await speak("Mumble");
  await hears("You said: [audio]");
  person = `${person}-again`;
  await step({ unreadable: "fail" });
  await speak("Mumble");
  await hears("Sorry: llm.media-unreadable");
});

test("an agent that hides personal data gets masked words and no pictures; moderation reads them too", async () => {
  const agentId = await agent({
    maskPersonal: true,
    moderation: "wordList",
    blockedWords: ["scam"],
  });
  await step({ agentId });
  await speak("Call me at 0912 345 678");
  await hears("You said: Call me at [phone]");
  await showPicture("Look");
  await hears("You said: Look\n[image]");
  await speak("You scam people");
  await hears("Sorry: llm.input-moderated");
});

test("a budget holds for voice notes", async () => {
  const agentId = await agent({ tokensPerConversation: 1_000 });
  await step({ agentId });
  const heard = llm.transcribed.length;
  await speak("Hello");
  await hears("Sorry: llm.budget");
  expect(llm.transcribed.length).toBe(heard);
});
