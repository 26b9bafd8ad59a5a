import { describe, expect, test } from "vitest";
import { Chat, chat, testContext } from "./chat/chat.ts";
import { drawFlow, says } from "./testing/draw-flow.ts";

const options = [
  { id: "yes", label: "Yes" },
  { id: "no", label: "No", synonyms: ["nope"] },
];
const choice = drawFlow(
  {
    q: [
      "quickReplies",
      { text: "Coming?", options, attempts: 2, retryText: "Yes or no?", saveTo: "coming" },
    ],
    yes: says("Great: {{ coming }}"),
    no: says("Pity"),
    other: says("Never mind"),
  },
  ["q:option:yes > yes", "q:option:no > no", "q:else > other"],
);

describe("quick replies", () => {
  test.each(["Yes", " yes ", "YES!", "“yes”"])("understands %j", (text) => {
    expect(chat(choice, "hi", text)).toEqual([
      "contact: hi",
      "bot: Coming? [Yes] [No]",
      `contact: ${text}`,
      "bot: Great: Yes",
    ]);
  });

  test("asks again, then leaves through `else`", () => {
    expect(chat(choice, "hi", "what", "hm")).toEqual([
      "contact: hi",
      "bot: Coming? [Yes] [No]",
      "contact: what",
      "bot: Yes or no? [Yes] [No]",
      "contact: hm",
      "bot: Never mind",
    ]);
  });

  test("a tap on an old button is answered from there, wherever the run stands", () => {
    const conversation = new Chat(choice);
    conversation.play("hi", "Yes", { tap: "No" });
    expect(conversation.lines.slice(-2)).toEqual(["contact: [No]", "bot: Pity"]);
  });
});

test("a message that nothing answers is not handled", () => {
  const conversation = new Chat(
    drawFlow({ t: ["trigger.keyword", { keywords: ["hi"] }], m: says("Hi") }, ["t > m"]),
  );
  const turn = conversation.take({
    type: "message",
    messageId: "1",
    content: { kind: "text", text: "x" },
  });
  expect(turn).toMatchObject({ handled: false, effects: [], path: [], run: undefined });
});

test("a broken text takes the flow's default for errors and alerts", () => {
  const flow = drawFlow({ m: says("{{ name | nofilter }}") });
  expect(chat(flow, "hi")).toEqual([
    "contact: hi",
    "→ alert text.not-renderable",
    "bot: Sorry, something went wrong. Please try again later.",
  ]);
});

test("a loop without a wait ends at the bound, through the error default", () => {
  const flow = drawFlow({ a: ["goal", { name: "x" }], b: ["goal", { name: "y" }] }, [
    "a > b",
    "b > a",
  ]);
  const conversation = new Chat(flow);
  expect(conversation.play("hi")).toContain("→ alert limit.steps");
  expect(conversation.run).toBeUndefined();
});

test("messages that arrive while an effect is out wait in order", () => {
  const flow = drawFlow(
    {
      call: ["http", { url: "https://a.example" }],
      ask: ["ask", { text: "Name?", saveTo: "name", ignoreEarlier: false }],
      city: ["ask", { text: "City?", saveTo: "city", ignoreEarlier: false }],
      end: says("{{ name }} from {{ city }}"),
    },
    ["call > ask", "ask > city", "city > end"],
  );
  expect(chat(flow, "hi", "Ada", "London", { answer: { status: 200, body: null } })).toEqual([
    "contact: hi",
    "→ GET https://a.example",
    "contact: Ada",
    "contact: London",
    "bot: Name?",
    "bot: City?",
    "bot: Ada from London",
  ]);
});

test("hands over, stays silent, and goes on when handed back", () => {
  const flow = drawFlow({ h: ["handoff", { text: "One moment" }], m: says("Welcome back") }, [
    "h > m",
  ]);
  expect(chat(flow, "hi", "hello?", { input: { type: "handedBack" } })).toEqual([
    "contact: hi",
    "bot: One moment",
    "→ handOff",
    "contact: hello?",
    "bot: Welcome back",
  ]);
});

test("nobody takes a handoff in time: the bot takes it back", () => {
  const flow = drawFlow(
    { h: ["handoff", { timeout: { amount: 5, unit: "minutes" } }], m: says("Nobody is here") },
    ["h:timeout > m"],
  );
  expect(chat(flow, "hi", { passes: 300_000 }).slice(1)).toEqual([
    "→ handOff",
    "→ takeBack",
    "bot: Nobody is here",
  ]);
});

test("a run that nobody continues expires, but not while it waits by its own clock", () => {
  const asks = new Chat(drawFlow({ q: ["ask", { text: "Name?", saveTo: "name" }] }));
  asks.play("hi", { passes: 8 * 86_400_000 });
  expect(asks.run).toBeUndefined();

  const waits = new Chat(
    drawFlow({ w: ["wait", { duration: { amount: 20, unit: "days" } }], m: says("Still there?") }, [
      "w > m",
    ]),
  );
  expect(waits.play("hi", { passes: 21 * 86_400_000 }).at(-1)).toBe("bot: Still there?");
});

test("an interrupting keyword wins over the question that waits", () => {
  const flow = drawFlow(
    {
      start: ["trigger.keyword", { keywords: ["hi"] }],
      stop: ["trigger.keyword", { keywords: ["stop"], interrupts: true }],
      q: ["ask", { text: "Name?", saveTo: "name" }],
      hello: says("Hello {{ name }}"),
      bye: says("Stopped"),
    },
    ["start > q", "q > hello", "stop > bye"],
  );
  expect(chat(flow, "hi", "STOP", "hi", "hi").slice(2)).toEqual([
    "contact: STOP",
    "bot: Stopped",
    "contact: hi",
    "bot: Name?",
    "contact: hi",
    "bot: Hello hi",
  ]);
});

describe("a trigger that answers while the run rests", () => {
  const delay: Parameters<typeof drawFlow>[0] = {
    start: ["trigger.keyword", { keywords: ["hi"] }],
    w: ["wait", { duration: { amount: 1, unit: "days" } }],
    later: says("Still interested?"),
    any: ["trigger.any"],
  };

  test("leaves the run resting if its flow is done at once, as a default reply is", () => {
    const flow = drawFlow({ ...delay, reply: says("We will be back") }, [
      "start > w",
      "w > later",
      "any > reply",
    ]);
    expect(chat(flow, "hi", "thanks", { passes: 86_400_000 })).toEqual([
      "contact: hi",
      "contact: thanks",
      "bot: We will be back",
      "bot: Still interested?",
    ]);
  });

  test("takes its place if it waits itself, and the delay ends beside it", () => {
    const flow = drawFlow({ ...delay, q: ["ask", { text: "Name?", saveTo: "name" }] }, [
      "start > w",
      "w > later",
      "any > q",
    ]);
    const conversation = new Chat(flow);
    expect(conversation.play("hi", "thanks").at(-1)).toBe("bot: Name?");
    expect(conversation.run?.frames).toMatchObject([{ nodeId: "q" }]);
    conversation.play({ passes: 86_400_000 });
    expect(conversation.lines.at(-1)).toBe("bot: Still interested?");
    expect(conversation.run?.frames).toMatchObject([{ nodeId: "q" }]);
  });
});

describe("texts", () => {
  const said = (text: string, name = "Ada") =>
    new Chat(drawFlow({ m: says(text) }), {
      contact: { ...testContext().contact, firstName: name },
    })
      .play("hi")
      .at(-1);

  test("are filled in with Liquid, dates in the flow's zone", () => {
    expect(said("{{ contact.firstName | upcase }} {{ now | date: '%A %-d %B, %H:%M' }}")).toBe(
      "bot: ADA Monday 1 June, 12:00",
    );
  });

  test.each([
    "{{ contact.constructor }}{{ contact.__proto__ }}{{ name.constructor.name }}",
    "{% assign x = contact %}{{ x.toString }}{{ x.constructor }}",
  ])("reach no prototypes: %s", (text) => {
    expect(said(`x${text}`)).toBe("bot: x");
  });

  test.each([
    "{% for a in (1..9999) %}{% for b in (1..9999) %}x{% endfor %}{% endfor %}",
    "{% include 'secret' %}",
    "{% render 'secret' %}",
    "{{ 'a' | append: 'b' | sample }}",
  ])("are refused where they would run wild or read elsewhere: %s", (text) => {
    expect(said(text)).toBe("bot: Sorry, something went wrong. Please try again later.");
  });

  test("what a contact writes is never read as a template", () => {
    expect(said("{{ contact.firstName }}!", "{{ workspace.name }}")).toBe(
      "bot: {{ workspace.name }}!",
    );
  });
});

test("speaks the contact's language where the flow is translated", () => {
  const flow = drawFlow({ m: says("Hello {{ contact.firstName }}") }, [], {
    translations: { vi: { "m/blocks/0/text": "Chào {{ contact.firstName }}" } },
  });
  const contact = { ...testContext().contact, language: "vi-VN" };
  expect(new Chat(flow, { contact }).play("hi").at(-1)).toBe("bot: Chào Ada");
});

test("the bound of messages per hour holds across runs", () => {
  const conversation = new Chat(drawFlow({ m: says("Hi") }), { limits: { messagesPerHour: 2 } });
  expect(conversation.play("a", "b", "c")).toEqual([
    "contact: a",
    "bot: Hi",
    "contact: b",
    "→ alert limit.messages",
    "bot: Sorry, something went wrong. Please try again later.",
    "contact: c",
    "→ alert limit.messages",
    "→ handOff",
  ]);
});

const tooFast = (final: boolean) => ({
  input: { type: "tooFast", message: "Too many turns", final } as const,
});

test("too many turns in a moment take the error path of the step where the run stands", () => {
  const nodes = {
    call: ["http", { url: "https://a.example" }],
    sorry: says("One moment: {{ error.message }}"),
  } as const;
  const flow = drawFlow(nodes, ["call:error > sorry"]);
  expect(chat(flow, "hi", tooFast(false)).slice(2)).toEqual([
    "→ alert limit.turns",
    "bot: One moment: Too many turns",
  ]);
  const unconnected = new Chat(drawFlow({ call: nodes.call }));
  expect(unconnected.play("hi", tooFast(false)).slice(2)).toEqual([
    "→ alert limit.turns",
    "bot: Sorry, something went wrong. Please try again later.",
  ]);
  expect(unconnected.run).toBeUndefined();
});

test("an error path that goes on too fast ends, and nobody is told twice", () => {
  const conversation = new Chat(
    drawFlow({ call: ["http", { url: "https://a.example" }] }, ["call:error > call"]),
  );
  expect(conversation.play("hi", tooFast(false), tooFast(true), tooFast(true)).slice(2)).toEqual([
    "→ alert limit.turns",
    "→ GET https://a.example",
    "bot: Sorry, something went wrong. Please try again later.",
  ]);
  expect(conversation.run).toBeUndefined();
});

test("a run whose version is gone ends with an alert, and the message starts anew", () => {
  const conversation = new Chat(drawFlow({ q: ["ask", { text: "Name?", saveTo: "name" }] }));
  conversation.play("hi");
  conversation.programs = conversation.programs.map((it) => ({ ...it, version: 2 }));
  expect(conversation.play("hello").slice(2)).toEqual([
    "contact: hello",
    "→ alert run.lost",
    "bot: Name?",
  ]);
});
