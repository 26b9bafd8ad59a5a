import { freshAgent } from "@chatloom/flows-schema";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { startTwoServers } from "../support/two-servers.ts";
import { routes, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, openWatcher, textsOf, type Visitor } from "../turns/live-clients.ts";
import { type BotTalk, talkToBot } from "./talk-to-bot.ts";

const { ai, aiAgents, conversations } = routes;
let servers: Awaited<ReturnType<typeof startTwoServers>>;
let world: World;
let llm: LlmDouble;
let talk: BotTalk;

beforeAll(async () => {
  [servers, llm] = await Promise.all([startTwoServers(), startLlm()]);
  world = servers.world;
  talk = await talkToBot(world);
  const body = { name: "D", baseUrl: llm.baseUrl, apiKey: llm.key, model: "double-small" };
  await world.call(ai.addAiConnection, { body });
  const added = await world.call(aiAgents.addAiAgent, { body: { name: "Mai" } });
  const params = { agentId: added.id };
  const draft = {
    ...freshAgent,
    instructions: "Help",
    answersAlone: true,
    allowedSites: ["shop.example"],
  };
  const { revision } = await world.call(aiAgents.readAiAgent, { params });
  const saved = await world.call(aiAgents.saveAiAgent, {
    params,
    body: { name: "Mai", revision, draft },
  });
  await world.call(aiAgents.publishAiAgent, { params, body: { revision: saved.revision } });
});
beforeEach(() => {
  llm.script();
  llm.answerWith(({ messages }) => ({
    kind: "json",
    value: {
      reply: `Re: ${messages.findLast((it) => it.role === "user")?.content}`,
      exit: "none",
      summary: "",
    },
  }));
});
afterAll(async () => {
  await talk?.close();
  await servers?.close();
  await llm?.close();
});

/** The double streams the JSON object that holds the reply. */
const inForm = (reply: string) => JSON.stringify({ reply, exit: "none", summary: "" });
const long =
  "We have many bicycles for you. Some of them are blue and some are red. Tell me which.";

/** A visitor, connected to the other server, with what is shown of the bot's answer. */
async function watchingVisitor() {
  const visitor = await openVisitor(servers.there);
  const partials: string[] = [];
  visitor.socket.on("partial", ({ text }) => partials.push(text));
  return { visitor, partials };
}

const shown = (partials: readonly string[]) => until(() => (partials.at(-1) ?? "") !== "");
const isGone = (partials: readonly string[]) => until(() => partials.at(-1) === "");
const lastText = (visitor: Visitor, text: string) => until(() => textsOf(visitor).at(-1) === text);

async function conversationOf(visitor: Visitor) {
  const { items } = await world.call(conversations.listConversations);
  const [newest] = items;
  expect(textsOf(visitor).length).toBeGreaterThan(0);
  return newest?.id ?? "";
}

test("a visitor sees an answer grow, and its message replaces it", async () => {
  const { visitor, partials } = await watchingVisitor();
  llm.script({ kind: "pause", text: inForm(long) });
  await visitor.say("Hi");
  await shown(partials);
  expect(long.startsWith(partials.at(-1) ?? "-")).toBe(true);
  expect(textsOf(visitor)).toEqual(["Hi"]);
  llm.goOn();
  await lastText(visitor, long);
  // The message takes its place: nothing was stored before it.
  expect(partials).not.toContain("");
  expect(textsOf(visitor)).toEqual(["Hi", long]);
  visitor.close();
});

test("a link to another site is not shown at any moment", async () => {
  const { visitor, partials } = await watchingVisitor();
  const links = "Buy at https://shop.example/a or at https://shop.example.evil.example/b today.";
  for (const _ of [1, 2]) {
    llm.script({ kind: "pause", text: inForm(`${links} ${links} ${links}`) });
    const before = partials.length;
    await visitor.say("Where?");
    await until(() => partials.length > before);
    llm.goOn();
    await until(() => textsOf(visitor).at(-1)?.includes("[link]") === true);
  }
  expect(partials.join()).toContain("https://shop.example/a");
  expect(partials.join()).not.toContain("evil");
  visitor.close();
});

test("what is shown goes when the contact writes on", async () => {
  const { visitor, partials } = await watchingVisitor();
  llm.answerWith(() => ({ kind: "text", text: inForm("Both") }));
  llm.script({ kind: "pause", text: inForm(long) });
  await visitor.say("One");
  await shown(partials);
  await visitor.say("Two");
  await isGone(partials);
  await lastText(visitor, "Both");
  expect(textsOf(visitor)).toEqual(["One", "Two", "Both"]);
  visitor.close();
});

test("what is shown goes when a person takes over, also for members who look on", async () => {
  const { visitor, partials } = await watchingVisitor();
  await visitor.say("First");
  await lastText(visitor, "Re: First");
  const id = await conversationOf(visitor);
  const agent = await openWatcher(world, "agent");
  const seen: string[] = [];
  agent.socket.on("conversation.partial", (of, { text }) => of === id && seen.push(text));
  agent.socket.emit("view", id);
  await until(() => agent.heard("conversation.presence").some((it) => it.viewing.length > 0));
  llm.script({ kind: "pause", text: inForm(long) });
  await visitor.say("Hi");
  await shown(partials);
  await shown(seen);
  await world.call(conversations.takeOver, { as: "agent", params: { conversationId: id } });
  await isGone(partials);
  await isGone(seen);
  llm.goOn();
  expect(textsOf(visitor)).not.toContain(long);
  agent.close();
  visitor.close();
});

test("on other channels nobody asks for a stream, unless a member looks on", async () => {
  llm.script();
  const before = llm.asked.length;
  await talk.write("someone", "Hi");
  await until(() => talk.heard("someone").at(-1) === "Re: Hi");
  expect(llm.asked.slice(before).map((it) => it.stream)).toEqual([false]);
});

test("what is shown goes when the stream breaks off, and the whole answer comes", async () => {
  const { visitor, partials } = await watchingVisitor();
  const again = { kind: "pause", text: inForm("Once more") } as const;
  llm.script({ kind: "pause", text: inForm(long) }, again);
  await visitor.say("Hi");
  await shown(partials);
  llm.cutOff();
  await isGone(partials);
  llm.goOn();
  await lastText(visitor, "Once more");
  expect(textsOf(visitor)).toEqual(["Hi", "Once more"]);
  // What broke off is asked for again, not as a stream.
  expect(llm.asked.slice(-2).map((it) => it.stream)).toEqual([true, false]);
  visitor.close();
});
