import { readFlowText } from "@chatloom/flows-schema/text";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const { writeFlowText, saveFlowText } = routes.flowTexts;
let world: World;
let llm: LlmDouble;
beforeAll(async () => {
  [world, llm] = await Promise.all([startWorld(), startLlm()]);
  const body = { name: "D", baseUrl: llm.baseUrl, apiKey: llm.key, model: "double-small" };
  await world.call(routes.ai.addAiConnection, { body });
});
afterAll(async () => {
  await world.close();
  await llm.close();
});

const flow = `name: Booking
steps:
  start:
    type: trigger.keyword
    data: {keywords: [book], match: contains, channels: [], interrupts: false}
    to: {next: thanks}
  thanks:
    type: message
    data: {blocks: [{kind: text, id: t1, text: Thank you!}], typing: true}
    to: {next: bye}
  bye: {type: end}
`;
const description = "When somebody writes book, thank them";

test("a model writes a flow from a description, is told its errors, and repairs them", async () => {
  const broken = flow
    .replace("trigger.keyword", "trigger.keywords")
    .replace("next: bye", "next: by");
  llm.script(
    { kind: "text", text: `Here it is:\n\`\`\`yaml\n${broken}\`\`\`\nEnjoy!` },
    { kind: "text", text: flow },
  );
  const first = await world.call(writeFlowText, { as: "editor", body: { description } });
  expect(first.text).toBe(broken);
  expect(first.problems.map((it) => it.message).join()).toContain('did you mean "trigger.keyword"');
  const second = await world.call(writeFlowText, { body: { description, earlier: first.text } });
  expect(second).toEqual({ text: flow, problems: [] });

  const [guided, repaired] = llm.asked.slice(-2);
  expect(JSON.stringify(guided?.messages)).toContain("quickReplies");
  expect(repaired?.messages.at(-1)?.content).toContain("line 4: There is no step type");
  expect(repaired?.messages.at(-1)?.content).toContain('There is no step "by"');
  const made = await world.call(saveFlowText, { body: { text: second.text } });
  expect(made).toMatchObject({ created: true, problems: [] });
});

test("every example of the guide fits the format", async () => {
  llm.script({ kind: "text", text: flow });
  await world.call(writeFlowText, { body: { description } });
  const guide = String(llm.asked.at(-1)?.messages[0]?.content);
  const [, example = ""] = guide.split("Example:\n");
  const { problems } = readFlowText(example.split("\n\n# Step types")[0] ?? "");
  expect(problems).toEqual([]);
});

test("an endpoint that fails is told, and nothing is saved", async () => {
  const before = (await world.call(routes.flows.listFlows)).items.length;
  for (const answer of [
    { kind: "text", text: "" },
    { kind: "text", text: "I cannot do that." },
  ] as const) {
    llm.script(answer);
    const { text, problems, problem } = await world.call(writeFlowText, { body: { description } });
    expect(problem !== undefined || (text !== "" && problems.length > 0)).toBe(true);
  }
  expect((await world.call(routes.flows.listFlows)).items).toHaveLength(before);
  await world.refusal(writeFlowText, { as: "agent", body: { description } });
});
