import { freshAgent } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AskedModel, ScriptedAnswer } from "../doubles/llm/llm-script.ts";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { seededRandom } from "../proof/seeded-random.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf, type Visitor } from "../turns/live-clients.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";
import { type BotTalk, talkToBot } from "./talk-to-bot.ts";

const seed = 20_261_130;
const rounds = 20;
const hourMs = 3_600_000;
/** Enough for about half of what a contact writes, so that every other way is taken, too. */
const tokensPerConversation = 3_500;
const onAnyChannel = ["p0", "p1", "p2", "p3", "p4"];
/** They see answers while they are written. */
const onWebsite = ["v0", "v1", "v2"];
const people = [...onAnyChannel, ...onWebsite];

let world: World;
let llm: LlmDouble;
let talk: BotTalk;
const visitors = new Map<string, Visitor>();
const written = new Map<string, string[]>(people.map((it) => [it, []]));
const tries = new Map<string, number>();
let skippedMs = 0;

beforeAll(async () => {
  [world, llm] = await Promise.all([startWorld(), startLlm()]);
  talk = await talkToBot(world, () => Date.now() + skippedMs);
  const body = { name: "D", baseUrl: llm.baseUrl, apiKey: llm.key, model: "double-small" };
  await world.call(routes.ai.addAiConnection, { body });
  await publishFlow(await publishAgent());
  for (const it of onWebsite) {
    visitors.set(it, await openVisitor(world));
  }
  llm.answerWith(erratic);
}, 240_000);
afterAll(async () => {
  for (const it of visitors.values()) {
    it.close();
  }
  await talk?.close();
  await world?.close();
  await llm?.close();
});

async function publishAgent(): Promise<string> {
  const { addAiAgent, readAiAgent, saveAiAgent, publishAiAgent } = routes.aiAgents;
  const { id } = await world.call(addAiAgent, { body: { name: "Mai" } });
  const params = { agentId: id };
  const { revision } = await world.call(readAiAgent, { params });
  const draft = {
    ...freshAgent,
    instructions: "Help",
    maxOutputTokens: 100,
    tokensPerConversation,
  };
  const body = { name: "Mai", revision, draft };
  const saved = await world.call(saveAiAgent, { params, body });
  await world.call(publishAiAgent, { params, body: { revision: saved.revision } });
  return id;
}

/** Each way out of the AI step says which it is, and what the contact wrote last. */
async function publishFlow(agentId: string): Promise<void> {
  const ways = ["refusal", "slow", "budget", "error"];
  const flow = flowOf(
    "Hour",
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
          maxTurns: 50,
          remember: 4,
          outcomes: ["refusal", "slow", "budget"],
        },
      },
      ...Object.fromEntries(ways.map((it) => [it, say(`port ${it} {{ message.text }}`)])),
      done: { type: "end", data: {} },
    },
    ["start.next > ai", "ai.next > done", ...ways.map((it) => `ai.${it} > ${it}`)],
  );
  await publish(world, flow);
}

/** What a text or a request says was written, such as `p0m12`. */
function idsIn(text: string): string[] {
  return text.match(/\b[pv]\dm\d+\b/g) ?? [];
}

/** Answers with what was written since its last answer. What else it does follows from the seed, not from the moment. */
function erratic({ messages }: AskedModel): ScriptedAnswer {
  const answered = messages.findLastIndex((it) => it.role === "assistant");
  const said = messages.slice(answered + 1).flatMap(({ role, content }) => {
    return role === "user" ? idsIn(content) : [];
  });
  const key = said.join(" ");
  const count = (tries.get(key) ?? 0) + 1;
  tries.set(key, count);
  const text = `got ${key}`;
  if (seededRandom(seed, key).chance(0.04)) {
    return { kind: "status", status: 429, retryAfterSeconds: 0.01 };
  }
  const random = seededRandom(seed, `${key} ${count}`);
  const luck = random.next();
  const odds: readonly (readonly [number, ScriptedAnswer])[] = [
    [0.55, { kind: "text", text }],
    [0.67, { kind: "pause", text }],
    [0.79, { kind: "cut", text }],
    [0.86, { kind: "status", status: 429, retryAfterSeconds: 0.01 }],
    [0.91, { kind: "refuse", text: "I will not" }],
    [0.94, { kind: "nothing" }],
    [0.97, { kind: "text", text, finish: "length" }],
    [1, { kind: "slow", ms: random.between(5, 60), text }],
  ];
  return odds.find(([most]) => luck < most)?.[1] ?? { kind: "nothing" };
}

/** The bot's texts to somebody, in their order. */
function heard(person: string): string[] {
  const visitor = visitors.get(person);
  const texts = visitor ? textsOf(visitor) : talk.heard(person);
  return texts.filter((it) => /^(got|port) /.test(it));
}

/** Writes some messages so quickly that they meet the model at work. */
async function writeBurst(person: string, round: number): Promise<void> {
  const random = seededRandom(seed, `${person} ${round}`);
  if (random.chance(0.35)) {
    return;
  }
  const own = written.get(person) ?? [];
  for (let left = random.between(1, 4); left > 0; left--) {
    const text = `${person}m${own.length + 1}`;
    own.push(text);
    const visitor = visitors.get(person);
    if (visitor) {
      await visitor.say(text);
    } else {
      expect(await talk.write(person, text)).toBe(200);
    }
    await new Promise((resolve) => setTimeout(resolve, random.between(0, 30)));
  }
}

/** The last thing that people wrote and the bot has not answered, with what they heard last. */
function unanswered(): string[] {
  return people.flatMap((it) => {
    const last = written.get(it)?.at(-1);
    const texts = heard(it);
    const isAnswered = last === undefined || idsIn(texts.join(" ")).includes(last);
    return isAnswered ? [] : [`${last} after "${texts.at(-1)}"`];
  });
}

test("an hour of rapid messages to an erratic model: each is answered once, in order, or takes a port", async () => {
  let turn = 0;
  const stalling = setInterval(() => {
    const goesOn = seededRandom(seed, `stall ${turn++}`).chance(0.6);
    (goesOn ? llm.goOn : llm.cutOff)();
  }, 70);
  try {
    for (let round = 0; round < rounds; round++) {
      await Promise.all(people.map((it) => writeBurst(it, round)));
      await until(() => unanswered().length === 0, 60_000).catch(() =>
        expect(unanswered()).toEqual([]),
      );
      world.advance(hourMs / rounds);
      skippedMs += hourMs / rounds;
    }
  } finally {
    clearInterval(stalling);
    llm.goOn();
  }

  for (const person of people) {
    const own = written.get(person) ?? [];
    const texts = heard(person);
    const told = texts.flatMap((it) => idsIn(it).map((id) => own.indexOf(id)));
    // Once each, and in the order in which they were written.
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(own.length - 1);
    const byPort = new Set(texts.flatMap((it) => (it.startsWith("port ") ? idsIn(it) : [])));
    for (const [at, id] of own.entries()) {
      const next = told.find((it) => it >= at) ?? -1;
      // What no text names went to the model with what the next one names, and took the port with it.
      expect([id, next === at || byPort.has(own[next] ?? "")]).toEqual([id, true]);
    }
  }

  const ways = people.flatMap(heard).map((it) => it.split(" ").slice(0, 2).join(" "));
  expect(new Set(ways.filter((it) => it.startsWith("port")))).toEqual(
    new Set(["port refusal", "port budget", "port error"]),
  );
  const total = [...written.values()].flat().length;
  const answers = people.flatMap((it) => heard(it).filter((text) => text.startsWith("got ")));
  expect(idsIn(answers.join(" ")).length).toBeGreaterThan(total / 3);

  const { items: used } = await world.call(routes.aiUsage.readAiUsage, {
    query: { by: "conversation" },
  });
  expect(used.length).toBe(people.length);
  for (const { input, output } of used) {
    expect(input + output).toBeLessThanOrEqual(tokensPerConversation);
  }
  expect(llm.refusals.filter((it) => it.status !== 429)).toEqual([]);
  expect((await world.call(routes.operations.listDeadLetters)).items).toEqual([]);
}, 240_000);
