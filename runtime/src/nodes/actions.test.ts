import { describe, expect, test } from "vitest";
import { plainChannel } from "../testing/channels.ts";
import { Chat, chat, testContext } from "../testing/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

describe("question", () => {
  test("asks again, then leaves through `else`", () => {
    const flow = drawFlow(
      {
        q: ["ask", { text: "Your e-mail?", expect: "email", saveTo: "email", attempts: 2 }],
        g: says("Never mind"),
      },
      ["q:else > g"],
    );
    expect(chat(flow, "hi", "no", "nope")).toEqual([
      "contact: hi",
      "bot: Your e-mail?",
      "contact: no",
      "bot: That does not look like an e-mail address. Please try again, for example: name@example.com",
      "contact: nope",
      "bot: Never mind",
    ]);
  });

  test("an unconnected `else` asks again with the flow's text", () => {
    const settings = drawFlow({}).settings;
    settings.defaults.else = { action: "repeat", text: "Sorry?" };
    const flow = drawFlow(
      { q: ["ask", { text: "Age?", expect: "number", saveTo: "age", attempts: 1 }] },
      [],
      { settings },
    );
    expect(chat(flow, "hi", "old").slice(2)).toEqual(["contact: old", "bot: Sorry?", "bot: Age?"]);
  });

  test("collects an answer that comes in several messages", () => {
    const flow = drawFlow(
      {
        q: ["ask", { text: "Tell me", saveTo: "story", collect: { amount: 5, unit: "seconds" } }],
        m: says("{{ story }}!"),
      },
      ["q > m"],
    );
    expect(chat(flow, "hi", "one", { passes: 3_000 }, "two", { passes: 5_000 }).slice(2)).toEqual([
      "contact: one",
      "contact: two",
      "bot: one\ntwo!",
    ]);
  });

  test("gives up waiting, and cancels the clock when an answer comes", () => {
    const flow = drawFlow(
      {
        q: ["ask", { text: "Name?", saveTo: "name", timeout: { amount: 1, unit: "hours" } }],
        m: says("Hi {{ name }}"),
        t: says("Gone?"),
      },
      ["q > m", "q:timeout > t"],
    );
    expect(chat(flow, "hi", { passes: 3_600_000 }).at(-1)).toBe("bot: Gone?");
    expect(chat(flow, "hi", "Ada", { passes: 3_600_000 }).at(-1)).toBe("bot: Hi Ada");
  });

  test("choices and ratings are tapped or typed, numbers where nothing can be tapped", () => {
    const choices = [
      { id: "s", label: "Small" },
      { id: "l", label: "Large" },
    ];
    const flow = drawFlow(
      {
        q: ["ask", { text: "Size?", expect: "choice", saveTo: "size", choices }],
        m: says("{{ size }}"),
      },
      ["q > m"],
    );
    expect(chat(flow, "hi", { tap: "Large" }).at(-1)).toBe("bot: Large");
    const channel = { ...testContext().channel, abilities: plainChannel };
    expect(new Chat(flow, { channel }).play("hi", "2").slice(1)).toEqual([
      "bot: Size?\n\n1. Small\n2. Large",
      "contact: 2",
      "bot: Large",
    ]);
    const rating = drawFlow(
      { q: ["ask", { text: "Stars?", expect: "rating", saveTo: "r" }], m: says("{{ r }}") },
      ["q > m"],
    );
    expect(chat(rating, "hi", { tap: "4" }).slice(1)).toEqual([
      "bot: Stars? [1] [2] [3] [4] [5]",
      "contact: [4]",
      "bot: 4",
    ]);
  });
});

describe("message", () => {
  const buttons = drawFlow(
    {
      s: [
        "setVariable",
        { assignments: [{ variable: "x", operation: "set", value: "kept", as: "string" }] },
      ],
      m: [
        "message",
        {
          typing: false,
          blocks: [
            {
              kind: "buttons",
              id: "b",
              text: "Go on?",
              buttons: [{ id: "y", label: "Yes", action: "next" }],
            },
          ],
        },
      ],
      y: says("{{ x }}"),
    },
    ["s > m", "m:button:y > y"],
  );

  test("waits for its buttons where only they lead on, and keeps the variables", () => {
    expect(chat(buttons, "hi", { tap: "Yes" }).at(-1)).toBe("bot: kept");
  });
});

test("HTTP: keeps parts of the answer, fills JSON in safely, and has an error port", () => {
  const flow = drawFlow(
    {
      h: [
        "http",
        {
          method: "POST",
          url: "https://a.example/{{ contact.id }}",
          body: '{"name":"{{ contact.name }}"}',
          save: [{ path: "order.items[0]", saveTo: "first" }],
        },
      ],
      m: says("{{ first }}"),
      e: says("Down: {{ error.code }}"),
    },
    ["h > m", "h:error > e"],
  );
  const contact = { ...testContext().contact, name: 'A "quoted" name' };
  const conversation = new Chat(flow, { contact });
  conversation.play("hi");
  expect(conversation.effects.find((it) => it.type === "callHttp")).toMatchObject({
    request: { url: "https://a.example/p1", body: '{"name":"A \\"quoted\\" name"}' },
  });
  const body = { order: { items: ["tea"] } };
  expect(conversation.play({ answer: { status: 200, body } }).at(-1)).toBe("bot: tea");
  expect(chat(flow, "hi", { failure: "http.timeout" }).at(-1)).toBe("bot: Down: http.timeout");
});

test("code: gives variables to the sandbox and keeps the result", () => {
  const flow = drawFlow({ c: ["code", { source: "return 2", saveTo: "n" }], m: says("{{ n }}") }, [
    "c > m",
  ]);
  expect(chat(flow, "hi", { answer: 2 })).toEqual(["contact: hi", "→ runCode", "bot: 2"]);
});

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
    expect(last?.request.messages[0]?.content).toContain("Sell bikes to Ada");
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

test("AI classify: leaves through the class, else what fits none", () => {
  const flow = drawFlow(
    {
      c: ["classify", { classes: [{ id: "a", label: "Order", description: "" }], saveTo: "k" }],
      o: says("{{ k }}"),
      e: says("?"),
    },
    ["c:class:a > o", "c:else > e"],
  );
  expect(chat(flow, "hi", { answer: { text: "", data: { class: "a" } } }).at(-1)).toBe(
    "bot: Order",
  );
  expect(chat(flow, "hi", { answer: { text: "", data: { class: "none" } } }).at(-1)).toBe("bot: ?");
});

test("contact, notify, assign, goal: act and go on, later texts see the change", () => {
  const flow = drawFlow(
    {
      c: [
        "contact",
        {
          changes: [
            { action: "addTag", name: "lead", value: "" },
            { action: "setField", name: "city", value: "Huế" },
          ],
        },
      ],
      n: ["notify", { text: "New lead in {{ contact.city }}" }],
      a: ["assign", { to: "roundRobin" }],
      g: ["goal", { name: "lead", value: "1.5" }],
      m: says("{{ contact.tags }} {{ contact.city }}"),
    },
    ["c > n", "n > a", "a > g", "g > m"],
  );
  const conversation = new Chat(flow);
  expect(conversation.play("hi").slice(1)).toEqual([
    "→ contact addTag lead, setField city",
    "→ notify agents: New lead in Huế",
    "→ assign",
    "bot: lead Huế",
  ]);
  expect(conversation.effects).toContainEqual(
    expect.objectContaining({ event: "goal", name: "lead", value: 1.5 }),
  );
});

test("approved template: sent where the channel has them, an error elsewhere", () => {
  const flow = drawFlow(
    { t: ["template", { name: "hello", parameters: [] }], e: says("No templates") },
    ["t:error > e"],
  );
  expect(chat(flow, "hi")[1]).toBe("bot: (template)");
  const channel = { ...testContext().channel, abilities: plainChannel };
  expect(new Chat(flow, { channel }).play("hi")[1]).toBe("bot: No templates");
});
