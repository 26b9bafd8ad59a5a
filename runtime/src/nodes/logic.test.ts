import { describe, expect, test } from "vitest";
import { Chat, chat, testContext } from "../testing/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const minute = 60_000;

function splits(left: string, operator: string, right: string) {
  const rules = [{ left, operator, right }] as never;
  const condition = { match: "all" as const, groups: [{ match: "all" as const, rules }] };
  return drawFlow(
    {
      c: ["condition", { branches: [{ id: "a", label: "", condition }] }],
      yes: says("yes"),
      no: says("no"),
    },
    ["c:branch:a > yes", "c:else > no"],
    {
      variables: [
        { name: "score", type: "number", scope: "run", default: 7 },
        { name: "day", type: "date", scope: "run", default: "2026-06-05" },
        { name: "list", type: "list", scope: "run", default: ["a", "B"] },
        { name: "ok", type: "boolean", scope: "run", default: true },
      ],
    },
  );
}

test.each([
  ["score", "greaterThan", "5", "yes"],
  ["score", "greaterThan", "10", "no"],
  ["score", "equals", "7.0", "yes"],
  ["score", "isOneOf", "1, 7", "yes"],
  ["day", "before", "2026-06-06", "yes"],
  ["day", "after", "{{ now }}", "yes"],
  ["list", "contains", "b", "yes"],
  ["list.size", "atLeast", "3", "no"],
  ["ok", "isTrue", "", "yes"],
  ["missing", "isSet", "", "no"],
  ["missing", "isNotSet", "", "yes"],
  ["contact.firstName", "equals", "ada", "yes"],
  ["contact.firstName", "startsWith", "A", "yes"],
  ["contact.firstName", "matches", "^a.a$", "yes"],
  ["contact.firstName", "matches", "(", "no"],
  ["contact.tags", "notContains", "vip", "yes"],
])("condition: %s %s %j goes %s", (left, operator, right, answer) => {
  expect(chat(splits(left, operator, right), "hi").at(-1)).toBe(`bot: ${answer}`);
});

describe("A/B test", () => {
  const flow = drawFlow(
    {
      ab: [
        "abSplit",
        {
          variants: [
            { id: "a", label: "A", weight: 30 },
            { id: "b", label: "B", weight: 70 },
          ],
        },
      ],
      a: says("A"),
      b: says("B"),
    },
    ["ab:variant:a > a", "ab:variant:b > b"],
  );
  const given = (id: string) =>
    new Chat(flow, { contact: { ...testContext().contact, id } }).play("hi").at(-1);

  test("shares come near the weights, and a contact keeps the variant", () => {
    const all = Array.from({ length: 4_000 }, (_, index) => given(`contact ${index}`));
    const share = all.filter((it) => it === "bot: A").length / all.length;
    expect(share).toBeGreaterThan(0.27);
    expect(share).toBeLessThan(0.33);
    expect(given("contact 17")).toBe(all[17]);
  });

  test("learnt shares replace the weights, and the variant given is kept", () => {
    const bandit = drawFlow({ ab: ["abSplit", { mode: "bandit" }], a: says("A"), b: says("B") }, [
      "ab:variant:a > a",
      "ab:variant:b > b",
    ]);
    const conversation = new Chat(bandit, { variantShares: { "main/ab": { a: 0, b: 1 } } });
    expect(conversation.play("hi").at(-1)).toBe("bot: B");
    conversation.context = {
      ...conversation.context,
      variantShares: { "main/ab": { a: 1, b: 0 } },
    };
    expect(conversation.play("hi").at(-1)).toBe("bot: B");
  });
});

describe("set variable", () => {
  const set = (assignments: readonly object[], text: string) =>
    chat(
      drawFlow({ s: ["setVariable", { assignments: assignments as never }], m: says(text) }, [
        "s > m",
      ]),
      "hi",
    ).at(-1);

  test("computes, appends and clears, each assignment seeing those before it", () => {
    expect(
      set(
        [
          { variable: "n", operation: "set", value: "1.5", as: "number" },
          { variable: "n", operation: "add", value: "{{ n }}2", as: "number" }, // 1.52
          { variable: "list", operation: "append", value: "x", as: "list" },
          { variable: "list", operation: "append", value: "y", as: "list" },
          { variable: "contact.city", operation: "set", value: "Huế", as: "string" },
          { variable: "gone", operation: "clear", as: "string" },
        ],
        "{{ n }} {{ list }} {{ contact.city }} {{ gone }}.",
      ),
    ).toBe("bot: 3.02 x, y Huế .");
  });

  test("a value of the wrong type fails the step", () => {
    expect(
      set([{ variable: "n", operation: "set", value: "many", as: "number" }], "unreachable"),
    ).toBe("bot: Sorry, something went wrong. Please try again later.");
  });
});

describe("wait", () => {
  test("goes on when its time has come", () => {
    const flow = drawFlow(
      { w: ["wait", { until: "weekday", weekday: 3, time: "09:00" }], m: says("Now") },
      ["w > m"],
      { settings: { ...drawFlow({}).settings, timeZone: "Asia/Ho_Chi_Minh" } },
    );
    const conversation = new Chat(flow);
    conversation.play("hi");
    expect(conversation.effects.find((it) => it.type === "startTimer")).toMatchObject({
      at: Date.UTC(2026, 5, 3, 2),
      purpose: "wait",
    });
    expect(conversation.play({ passes: 48 * 60 * minute }).at(-1)).toBe("bot: Now");
  });

  test("waits for opening hours, but not while open", () => {
    const hours = (from: string) =>
      drawFlow({ w: ["wait", { until: "businessHours" }], m: says("Open") }, ["w > m"], {
        settings: { ...drawFlow({}).settings, businessHours: [{ weekday: 1, from, to: "18:00" }] },
      });
    expect(chat(hours("08:00"), "hi")).toEqual(["contact: hi", "bot: Open"]);
    expect(chat(hours("14:00"), "hi")).toEqual(["contact: hi"]);
    expect(chat(hours("14:00"), "hi", { passes: 120 * minute }).at(-1)).toBe("bot: Open");
  });

  test("for a callback: gives the address out before, takes what comes, or gives up", () => {
    const flow = drawFlow(
      {
        m: says("{{ callbackUrl }}"),
        w: ["wait", { until: "callback", saveTo: "paid", timeout: { amount: 5, unit: "minutes" } }],
        done: says("Paid {{ paid.amount }}"),
        late: says("Too late"),
      },
      ["m > w", "w > done", "w:timeout > late"],
    );
    const conversation = new Chat(flow);
    const address = conversation.play("hi")[1] ?? "";
    const token = address.split("/").at(-1) ?? "";
    expect(conversation.run?.waiting).toMatchObject({ for: "callback", token });
    expect(
      conversation.play({ input: { type: "callback", token: "guess", body: {} } }),
    ).toHaveLength(2);
    expect(
      conversation.play({ input: { type: "callback", token, body: { amount: 9 } } }).at(-1),
    ).toBe("bot: Paid 9");
    expect(chat(flow, "hi", { passes: 5 * minute }).at(-1)).toBe("bot: Too late");
  });
});

test("loop goes through a list and on", () => {
  const flow = drawFlow(
    { l: ["loop", { list: "items", item: "it", limit: 2 }], m: says("{{ it }}"), d: says("Done") },
    ["l:item > m", "m > l", "l:done > d"],
    { variables: [{ name: "items", type: "list", scope: "run", default: ["a", "b", "c"] }] },
  );
  expect(chat(flow, "hi").slice(1)).toEqual(["bot: a", "bot: b", "bot: Done"]);
});

describe("subflow", () => {
  const inner = drawFlow(
    { q: ["ask", { text: "Age, {{ who }}?", saveTo: "age", expect: "number" }], e: ["end", {}] },
    ["q > e"],
    { variables: [{ name: "age", type: "number", scope: "run" }] },
  );
  const outer = drawFlow(
    {
      s: [
        "subflow",
        {
          flowId: "sub",
          inputs: [{ variable: "who", value: "{{ contact.firstName }}" }],
          outputs: [{ variable: "age", saveTo: "years" }],
        },
      ],
      m: says("You are {{ years }}"),
      oops: says("Oops: {{ error.code }}"),
    },
    ["s > m", "s:error > oops"],
  );

  test("takes inputs, waits inside, and comes back with results", () => {
    expect(new Chat(outer, {}, { sub: inner }).play("hi", "36").slice(1)).toEqual([
      "bot: Age, Ada?",
      "contact: 36",
      "bot: You are 36",
    ]);
  });

  test("a failure inside leaves through the error port outside", () => {
    const broken = drawFlow({ m: says("{{ x | nofilter }}") });
    expect(new Chat(outer, {}, { sub: broken }).play("hi").at(-1)).toBe(
      "bot: Oops: text.not-renderable",
    );
  });

  test("that calls itself stops at the bound", () => {
    const endless = drawFlow({ s: ["subflow", { flowId: "main" }] });
    expect(chat(endless, "hi")).toContain("→ alert limit.subflow-depth");
  });
});

test("jump goes on in another flow and does not come back", () => {
  const other = drawFlow({ a: says("A"), b: says("B") });
  const flow = drawFlow({ j: ["jump", { flowId: "other", nodeId: "b" }] });
  expect(new Chat(flow, {}, { other }).play("hi")).toEqual(["contact: hi", "bot: B"]);
  expect(chat(drawFlow({ j: ["jump", { nodeId: "gone" }] }), "hi")[1]).toBe(
    "→ alert jump.target-missing",
  );
});
