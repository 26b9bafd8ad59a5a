import { describe, expect, test } from "vitest";
import { Chat, chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

describe("AI step", () => {
  const exits = [{ id: "human", label: "Person", when: "asks for a person" }];
  const extract = [{ variable: "budget", type: "number" as const, description: "how much" }];
  const flow = drawFlow(
    {
      ai: [
        "llm",
        {
          instructions: "Sell bikes to {{ contact.firstName }}",
          mode: "converse",
          exits,
          extract,
          maxTurns: 2,
        },
      ],
      h: says("A person comes, {{ budget }}"),
      n: says("Bye"),
    },
    ["ai:exit:human > h", "ai > n"],
  );
  const reply = (text: string, exit = "none", budget: number | null = null) => ({
    answer: { text, data: { reply: text, exit, extracted: { value0: budget } } },
  });

  test("talks until an exit is reached, and keeps what it found out", () => {
    const conversation = new Chat(flow);
    expect(
      conversation
        .play("hi", reply("How much?", "none"), "500", reply("Wait", "human", 500))
        .slice(1),
    ).toEqual([
      "→ callLlm",
      "bot: How much?",
      "contact: 500",
      "→ callLlm",
      "bot: Wait",
      "bot: A person comes, 500",
    ]);
    const last = conversation.effects.findLast((it) => it.type === "callLlm");
    expect(last?.request.messages.map((it) => it.content).slice(1)).toEqual([
      "hi",
      "How much?",
      "500",
    ]);
    expect(last?.request.messages[0]?.content).toContain("Sell bikes to <value>Ada</value>");
  });

  test("leaves through `next` after the most answers", () => {
    expect(chat(flow, "hi", reply("1"), "a", reply("2")).at(-1)).toBe("bot: Bye");
  });

  test("computes in silence", () => {
    const silent = drawFlow(
      { ai: ["llm", { instructions: "x", mode: "silent", saveTo: "s" }], m: says("[{{ s }}]") },
      ["ai > m"],
    );
    expect(chat(silent, "hi", { answer: { text: "sum" } })).toEqual([
      "contact: hi",
      "→ callLlm",
      "bot: [sum]",
    ]);
  });
});

const say = (text: string, data: object = {}) => ({
  answer: { text, ...(Object.keys(data).length > 0 && { data: { reply: text, ...data } }) },
});
const wants = (name: string, args: unknown, id = "c1") => ({
  answer: {
    text: "",
    calls: [{ id, name, arguments: typeof args === "string" ? args : JSON.stringify(args) }],
  },
});

describe("an AI step's tools", () => {
  const order = {
    name: "Tìm đơn hàng",
    description: "Finds an order",
    kind: "http" as const,
    parameters: [
      { name: "id", type: "number" as const, description: "The number", required: true },
      {
        name: "size",
        type: "choice" as const,
        choices: ["S", "M"],
        description: "",
        required: false,
      },
    ],
    method: "GET" as const,
    url: "https://shop.example/orders/{{ args.id }}",
  };
  const flow = drawFlow(
    { ai: ["llm", { instructions: "Help", tools: [order] }], m: says("Done"), e: says("Failed") },
    ["ai > m", "ai:error > e"],
  );
  const request = (talk: Chat) => talk.effects.findLast((it) => it.type === "callLlm")?.request;

  test("are declared under names that endpoints take", () => {
    const talk = new Chat(flow);
    talk.play("hi");
    expect(request(talk)?.tools).toEqual([
      {
        name: "Tim_don_hang",
        description: "Finds an order",
        parameters: {
          type: "object",
          additionalProperties: false,
          required: ["id"],
          properties: {
            id: { type: "number", description: "The number" },
            size: { type: "string", enum: ["S", "M"], description: "" },
          },
        },
      },
    ]);
  });

  test("are called with checked values, and the model reads what they give", () => {
    const talk = new Chat(flow);
    talk.play(
      "where is 7?",
      wants("Tim_don_hang", { id: "7", size: "M" }),
      { answer: { status: 200, body: { state: "shipped" } } },
      say("It is on its way"),
    );
    const http = talk.effects.find((it) => it.type === "callHttp");
    expect(http?.request).toMatchObject({ url: "https://shop.example/orders/7", method: "GET" });
    expect(request(talk)?.messages.slice(1)).toMatchObject([
      { role: "user" },
      { role: "assistant", calls: [{ id: "c1", name: "Tim_don_hang" }] },
      { role: "tool", callId: "c1", content: '{"state":"shipped"}' },
    ]);
    expect(talk.lines.at(-1)).toBe("bot: Done");
  });

  test.each([
    ["another_tool", {}, /no tool "another_tool".*Tim_don_hang/],
    ["Tim_don_hang", "{", /not a JSON object/],
    ["Tim_don_hang", [], /not a JSON object/],
    ["Tim_don_hang", {}, /"id" must be given/],
    ["Tim_don_hang", { id: "seven" }, /"id" must be a number/],
    ["Tim_don_hang", { id: { $gt: 1 } }, /"id" must be a number/],
    ["Tim_don_hang", { id: 7, size: "XXL" }, /"size" must be one of S, M/],
    ["Tim_don_hang", { id: 7, admin: true }, /"admin" is not a parameter/],
    ["Tim_don_hang", { id: 7, __proto__x: 1 }, /is not a parameter/],
  ])("are not called where the model invents %s(%j): it is told", (name, args, problem) => {
    const talk = new Chat(flow);
    talk.play("hi", wants(name, args));
    expect(talk.effects.some((it) => it.type === "callHttp")).toBe(false);
    const told = request(talk)?.messages.at(-1);
    expect(told).toMatchObject({ role: "tool", content: expect.stringMatching(problem) });
  });

  test("that fail are told to the model, which goes on", () => {
    const talk = new Chat(flow);
    const lines = talk.play(
      "hi",
      wants("Tim_don_hang", { id: 7 }),
      { failure: "http.timeout" },
      say("I cannot look now"),
    );
    expect(request(talk)?.messages.at(-1)?.content).toContain("http.timeout");
    expect(lines).toContain("bot: I cannot look now");
  });

  test("cannot be called for ever", () => {
    const talk = new Chat(flow);
    const again = Array.from({ length: 9 }, (_, n) => wants("nothing", {}, `c${n}`));
    expect(talk.play("hi", ...again).at(-1)).toBe("bot: Failed");
  });
});

describe("an AI step that talks", () => {
  const talking = (data: object, ways: readonly string[] = []) =>
    drawFlow(
      {
        ai: ["llm", { instructions: "Help", mode: "converse", maxTurns: 20, ...data }],
        n: says("Next"),
        e: says("Error"),
        b: says("Budget"),
        r: says("Refused"),
        u: says("Unsure"),
        s: says("Slow"),
      },
      ["ai > n", "ai:error > e", ...ways],
    );
  const failed = (failure: string) => ({ failure });

  test("asks again for data that does not fit", () => {
    const extract = [{ variable: "mail", type: "email" as const, description: "" }];
    const talk = new Chat(talking({ extract }));
    const found = (text: string, value0: string | null) => say(text, { extracted: { value0 } });
    const lines = talk.play(
      "I am at home",
      found("Thanks!", "home"),
      found("What is your e-mail address?", null),
      "a@b.example",
      found("Thank you", "a@b.example"),
    );
    expect(lines).not.toContain("bot: Thanks!");
    expect(lines.filter((it) => it.startsWith("bot"))).toEqual([
      "bot: What is your e-mail address?",
      "bot: Thank you",
      "bot: Next",
    ]);
  });

  test("is asked again when the contact writes meanwhile, with all that was said", () => {
    const talk = new Chat(talking({}));
    talk.play("hello", "my order", "is late");
    const asked = talk.effects.filter((it) => it.type === "callLlm");
    const cancelled = talk.effects.flatMap((it) => (it.type === "cancelCall" ? it.effectId : []));
    expect(cancelled).toEqual(asked.slice(0, -1).map((it) => it.id));
    const last = asked
      .at(-1)
      ?.request.messages.slice(1)
      .map((it) => it.content);
    expect(last).toEqual(["hello", "my order", "is late"]);
    expect(talk.play(say("Sorry")).at(-1)).toBe("bot: Sorry");
  });

  test("answers someone who never stops writing", () => {
    const talk = new Chat(talking({}));
    talk.play(...Array.from({ length: 12 }, (_, n) => `m${n}`));
    expect(talk.effects.filter((it) => it.type === "callLlm").length).toBe(4);
    talk.play(say("One by one"));
    const last = talk.effects.findLast((it) => it.type === "callLlm");
    expect(last?.request.messages.at(-1)?.content).toBe(
      Array.from({ length: 8 }, (_, n) => `m${n + 4}`).join("\n"),
    );
  });

  test.each([
    ["llm.declined", "refusal", "Refused", "ai:refusal > r"],
    ["llm.filtered", "refusal", "Refused", "ai:refusal > r"],
    ["llm.input-moderated", "refusal", "Refused", "ai:refusal > r"],
    ["llm.answer-moderated", "refusal", "Refused", "ai:refusal > r"],
    ["llm.timeout", "slow", "Slow", "ai:slow > s"],
    ["llm.budget", "budget", "Budget", "ai:budget > b"],
  ])("has a way out of its own for %s", (code, outcome, words, way) => {
    const outcomes = [outcome];
    expect(new Chat(talking({ outcomes }, [way])).play("hi", failed(code)).at(-1)).toBe(
      `bot: ${words}`,
    );
    expect(new Chat(talking({ outcomes })).play("hi", failed(code)).at(-1)).toBe("bot: Error");
    expect(new Chat(talking({})).play("hi", failed(code)).at(-1)).toBe("bot: Error");
  });

  test("does not send what the model is not sure of", () => {
    const flow = talking({ leastConfidence: 60, outcomes: ["unsure"] }, ["ai:unsure > u"]);
    const lines = new Chat(flow).play("hi", say("Perhaps", { confidence: 40 }));
    expect(lines.at(-1)).toBe("bot: Unsure");
    expect(lines).not.toContain("bot: Perhaps");
    expect(new Chat(flow).play("hi", say("Yes", { confidence: 60 })).at(-1)).toBe("bot: Yes");
  });

  test("remembers a summary in place of early messages", () => {
    const talk = new Chat(talking({ remember: 2, summarize: true, summaryTo: "note" }));
    talk.play(
      "a",
      say("1", { summary: "They said a" }),
      "b",
      say("2", { summary: "a and b" }),
      "c",
    );
    const { messages = [] } = talk.effects.findLast((it) => it.type === "callLlm")?.request ?? {};
    expect(messages[0]?.content).toContain("Summary of the talk so far: <value>a and b</value>");
    expect(messages.slice(1).map((it) => it.content)).toEqual(["b", "2", "c"]);
  });

  test("stays with the agent's version that answered first", () => {
    const talk = new Chat(talking({ agentId: "0123456789abcdef01234567" }));
    talk.play("a", { answer: { text: "1", agentVersion: 3 } }, "b");
    const requests = talk.effects.flatMap((it) => (it.type === "callLlm" ? it.request : []));
    expect(requests.map((it) => it.agentVersion)).toEqual([undefined, 3]);
  });

  test("sends a long answer in parts that end with sentences", () => {
    const text = "This is a sentence that says something. ".repeat(400).trim();
    const talk = new Chat(talking({}));
    talk.play("hi", say(text));
    const parts = talk.effects.flatMap((it) =>
      it.type === "send" && it.content.kind === "text" ? it.content.text : [],
    );
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every((it) => it.endsWith("."))).toBe(true);
    expect(parts.join(" ")).toBe(text);
  });
});
