import { freshAgent } from "@chatloom/flows-schema";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";

const { ai, aiAgents, aiUsage, evaluations } = routes;
let world: World;
let llm: LlmDouble;
let agentId: string;

const answers: Readonly<Record<string, object>> = {
  "How long can I return it?": { reply: "You have 30 days.", exit: "none" },
  "A human please": { reply: "A colleague comes.", exit: "person" },
  "Do you ship?": { reply: "We deliver everywhere.", exit: "none" },
};

beforeAll(async () => {
  [world, llm] = await Promise.all([startWorld(), startLlm()]);
  const body = { name: "D", baseUrl: llm.baseUrl, apiKey: llm.key, model: "double-small" };
  await world.call(ai.addAiConnection, { body });
  agentId = (await world.call(aiAgents.addAiAgent, { body: { name: "Mai" } })).id;
  await save({});
});
beforeEach(() => {
  llm.script();
  llm.answerWith(({ messages, body }) => {
    const said = messages.findLast((it) => it.role === "user")?.content ?? "";
    if (JSON.stringify(body).includes("You check the answer")) {
      const { facts } = JSON.parse(said) as { facts: string[] };
      const judged = facts.map((it) => ({ stated: it === "They ship", reason: `On ${it}` }));
      return { kind: "json", value: { facts: judged } };
    }
    return { kind: "json", value: { summary: "", ...answers[said] } };
  });
});
afterAll(async () => {
  await world?.close();
  await llm?.close();
});

async function save(change: object) {
  const params = { agentId };
  const { revision } = await world.call(aiAgents.readAiAgent, { params });
  const draft = { ...freshAgent, instructions: "Help with bicycles", ...change };
  return world.call(aiAgents.saveAiAgent, { params, body: { name: "Mai", revision, draft } });
}

const cases = [
  { id: "a", question: "How long can I return it?", facts: ["30 days|one month"], ends: "answer" },
  { id: "b", question: "A human please", facts: [], ends: "people" },
  { id: "c", question: "Do you ship?", facts: ["They ship"] },
];

async function setWith(items: typeof cases = cases) {
  const { id, revision } = await world.call(evaluations.addEvaluationSet, {
    as: "editor",
    body: { name: "Returns", agentId },
  });
  const params = { setId: id };
  await world.call(evaluations.saveEvaluationSet, {
    params,
    body: { name: "Returns", revision, cases: items },
  });
  return params;
}

async function run(params: { setId: string }, body: object = {}) {
  const begun = await world.call(evaluations.startEvaluation, {
    as: "editor",
    params,
    body: { version: 0, judge: "rules", ...body },
  });
  const read = () =>
    world.call(evaluations.readEvaluationRun, { params: { ...params, runId: begun.id } });
  await until(async () => (await read()).run.job?.state !== "running");
  return read();
}

const passedOf = ({ results }: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(results.map((it) => [it.caseId, it.passed]));

describe("a run", () => {
  test("judges answers by their words and their way out, and counts the cost", async () => {
    const params = await setWith();
    const ran = await run(params);
    expect(passedOf(ran)).toEqual({ a: true, b: true, c: false });
    expect(ran.results[1]).toMatchObject({ ended: "person", answer: "A colleague comes." });
    // A fact that is missing makes no other end.
    expect(ran.results.map((it) => it.endFits)).toEqual([true, true, true]);
    expect(ran.run).toMatchObject({ version: 0, done: 3, passed: 2, job: { state: "done" } });
    expect(ran.run.tokens).toBeGreaterThan(100);
    const { items } = await world.call(evaluations.listEvaluationSets);
    expect(items.find((it) => it.id === params.setId)?.lastRun).toEqual({
      version: 0,
      passed: 2,
      cases: 3,
    });
  });

  test("lets the model judge facts that the answer says in other words, with its reason", async () => {
    const ran = await run(await setWith(), { judge: "model" });
    expect(passedOf(ran)).toEqual({ a: true, b: true, c: true });
    expect(ran.results[2]?.facts).toEqual([
      { fact: "They ship", held: true, reason: "On They ship" },
    ]);
  });

  test("can be repeated without a network, also against changed expectations", async () => {
    const params = await setWith();
    const first = await run(params, { judge: "model" });
    const asked = llm.asked.length;
    const again = await run(params, { judge: "model", repeats: first.run.id });
    expect(again.results).toEqual(first.results.map((it) => ({ ...it, tokens: 0 })));
    const set = await world.call(evaluations.readEvaluationSet, { params });
    const changed = cases.map((it) => (it.id === "a" ? { ...it, facts: ["60 days"] } : it));
    const added = { id: "d", question: "New", facts: [] };
    await world.call(evaluations.saveEvaluationSet, {
      params,
      body: { name: set.name, revision: set.revision, cases: [...changed, added] },
    });
    const third = await run(params, { repeats: first.run.id });
    expect(llm.asked.length).toBe(asked);
    expect(passedOf(third)).toEqual({ a: false, b: true, c: false, d: false });
    expect(third.results[3]?.problem).toBe("evaluation.not-recorded");
  });

  test("of two versions can be compared", async () => {
    const params = await setWith();
    const first = await run(params);
    const { revision } = await save({ instructions: "Always ship" });
    await world.call(aiAgents.publishAiAgent, { params: { agentId }, body: { revision } });
    await world.call(aiAgents.activateAiAgent, { params: { agentId }, body: { active: false } });
    llm.answerWith(() => ({
      kind: "json",
      value: { reply: "They ship", exit: "none", summary: "" },
    }));
    const second = await run(params, { version: 1 });
    expect(second.run.version).toBe(1);
    const { items } = await world.call(evaluations.compareEvaluationRuns, {
      params: { ...params, runId: second.run.id, earlierId: first.run.id },
    });
    expect(items.map((it) => [it.change, it.after?.caseId])).toEqual([
      ["broken", "a"],
      ["broken", "b"],
      ["fixed", "c"],
    ]);
  });

  test("is refused where the budget does not allow it, and ends where the budget does", async () => {
    const params = await setWith();
    const settings = (tokensPerDay?: number) =>
      world.call(aiUsage.saveAiSettings, {
        body: { prices: [], ...(tokensPerDay && { tokensPerDay }) },
      });
    await settings(100);
    const estimate = await world.call(evaluations.estimateEvaluation, {
      params,
      query: { version: 0, judge: "rules" },
    });
    expect(estimate).toMatchObject({ basis: "runs", left: 100 });
    const refused = await world.refusal(evaluations.startEvaluation, {
      params,
      body: { version: 0, judge: "rules" },
    });
    expect(refused.code).toBe("evaluation.over-budget");
    // Enough for the estimate, too little for what a call sets aside.
    await settings(2_000);
    const ended = await run(params);
    expect(ended.run.job).toMatchObject({ state: "failed", problem: { code: "llm.budget" } });
    expect(ended.results).toEqual([]);
    await settings();
  });

  test("can be stopped, and survives a restart with no case asked twice", async () => {
    const many = Array.from({ length: 12 }, (_, n) => ({
      id: `n${n}`,
      question: `Q${n}`,
      facts: [],
    }));
    const params = await setWith(many as never);
    llm.answerWith(() => ({
      kind: "slow",
      ms: 40,
      text: '{"reply":"x","exit":"none","summary":""}',
    }));
    const before = llm.asked.length;
    const begun = await world.call(evaluations.startEvaluation, {
      params,
      body: { version: 0, judge: "rules" },
    });
    const again = await world.refusal(evaluations.startEvaluation, {
      params,
      body: { version: 0, judge: "rules" },
    });
    expect(again.code).toBe("evaluation.running");
    const read = () =>
      world.call(evaluations.readEvaluationRun, { params: { ...params, runId: begun.id } });
    await until(async () => (await read()).run.done >= 4);
    await world.restart();
    await until(async () => (await read()).run.job?.state === "done");
    expect((await read()).results.map((it) => it.caseId)).toEqual(many.map((it) => it.id));
    expect(llm.asked.length - before).toBe(12);
  });
});

describe("cases", () => {
  test("go out as CSV and come back, by question", async () => {
    const params = await setWith();
    const csv = await (
      await world.fetch(`/api/v1/ai/evaluations/${params.setId}/cases.csv`)
    ).text();
    expect(csv.split("\r\n")[1]).toBe("How long can I return it?,answer,30 days|one month");
    const changed = `${csv.replace("one month", "a month")}=1+1?,Person,yes\r\n`;
    const body = { csv: changed };
    const set = await world.call(evaluations.importEvaluationCases, { params, body });
    expect(set.cases.map((it) => [it.question, it.facts, it.ends])).toEqual([
      ["How long can I return it?", ["30 days|a month"], "answer"],
      ["A human please", [], "people"],
      ["Do you ship?", ["They ship"], undefined],
      ["=1+1?", ["yes"], "person"],
    ]);
    expect(set.cases[0]?.id).toBe("a");
    const wrong = await world.refusal(evaluations.importEvaluationCases, {
      params,
      body: { csv: "question;ends\nA;people\nB;nowhere" },
    });
    expect(wrong.detail).toContain("Row 3: “nowhere” is none of answer, people, person");
  });

  test("come from conversations without personal data, and are not lost to an older save", async () => {
    const params = await setWith([]);
    const { revision } = await world.call(evaluations.readEvaluationSet, { params });
    const set = await world.call(evaluations.addEvaluationCase, {
      params,
      body: { question: "Call 0912 345 678", facts: [], ends: "people" },
    });
    expect(set.cases[0]?.question).toBe("Call [phone]");
    const refused = await world.refusal(evaluations.saveEvaluationSet, {
      params,
      body: { name: "X", revision, cases: [] },
    });
    expect(refused.code).toBe("evaluation.changed");
  });
});
