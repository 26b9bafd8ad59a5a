import { describe, expect, test } from "vitest";
import { Chat, chat } from "./chat/chat.ts";
import type { Input } from "./input.ts";
import { drawFlow, says } from "./testing/draw-flow.ts";

const answer = { answer: { status: 200, body: null } };
const picture = (name: string) => ({
  send: { kind: "image", url: `/files/${name}`, caption: name } as const,
});

describe("a question", () => {
  const flow = (ignoreEarlier?: boolean) =>
    drawFlow(
      {
        call: ["http", { url: "https://a.example" }],
        ask: [
          "ask",
          {
            text: "Size?",
            saveTo: "size",
            ...(ignoreEarlier === undefined ? {} : { ignoreEarlier }),
          },
        ],
        end: says("Size {{ size }}"),
      },
      ["call > ask", "ask > end"],
    );

  test("takes no message for its answer that came before it, unless it says so", () => {
    const lines = chat(flow(), "hi", "are you there?", answer);
    expect(lines.at(-1)).toBe("bot: Size?");
    expect(new Chat(flow()).play("hi", "are you there?", answer, "L").at(-1)).toBe("bot: Size L");
    expect(chat(flow(false), "hi", "M", answer).at(-1)).toBe("bot: Size M");
  });

  const files = drawFlow(
    {
      q: [
        "ask",
        { text: "Photo?", expect: "file", saveTo: "f", attempts: 3, retryText: "A photo, please" },
      ],
      name: ["ask", { text: "Name?", saveTo: "name" }],
      end: says("{{ f.size }}: {{ f }} of {{ name }}"),
    },
    ["q > name", "name > end"],
  );

  test("takes an album as one answer with several files, at absolute addresses", () => {
    const talk = new Chat(files);
    talk.play("hi", picture("a"), picture("b"), { passes: 500 }, picture("c"));
    expect(talk.lines.filter((it) => it.startsWith("bot:"))).toEqual(["bot: Photo?"]);
    expect(talk.play({ passes: 2_000 }).at(-1)).toBe("bot: Name?");
    expect(talk.play("Ada").at(-1)).toBe(
      "bot: 3: https://bot.example/files/a, https://bot.example/files/b, https://bot.example/files/c of Ada",
    );
  });

  test("keeps one file as it is", () => {
    const lines = chat(files, "hi", picture("a"), { passes: 2_000 }, "Ada");
    expect(lines.at(-1)).toContain("https://bot.example/files/a of Ada");
  });

  test("takes no sticker for a photo", () => {
    const sticker = { send: { kind: "sticker", url: "https://a.example/s.webp" } as const };
    expect(chat(files, "hi", sticker).at(-1)).toBe("bot: A photo, please");
  });

  test("that collects loses nothing", () => {
    const story = drawFlow(
      {
        q: ["ask", { text: "Tell me", saveTo: "s", collect: { amount: 5, unit: "seconds" } }],
        end: says("<{{ s }}>"),
      },
      ["q > end"],
    );
    const place = { send: { kind: "location", latitude: 1, longitude: 2 } as const };
    expect(chat(story, "hi", "one", picture("p"), place, "three", { passes: 5_000 }).at(-1)).toBe(
      "bot: <one\np\nhttps://bot.example/files/p\nthree>",
    );
  });
});

test("a talk with a model answers messages that came meanwhile at once", () => {
  const flow = drawFlow({ m: ["llm", { instructions: "Help", mode: "converse", maxTurns: 9 }] });
  const talk = new Chat(flow);
  talk.play("hi", "one", "two", { answer: { text: "Hello" } });
  const calls = talk.effects.filter((it) => it.type === "callLlm");
  expect(calls).toHaveLength(3);
  const last = calls.at(-1)?.request.messages.slice(1);
  expect(last?.map((it) => it.content)).toEqual(["hi", "one", "two"]);
});

test("a model that says nothing takes the error port, and a long answer is split, not cut", () => {
  const flow = drawFlow(
    { m: ["llm", { instructions: "Help", mode: "converse" }], e: says("Sorry: {{ error.code }}") },
    ["m:error > e"],
  );
  expect(chat(flow, "hi", { answer: { text: " " } }).at(-1)).toBe("bot: Sorry: llm.empty-answer");
  const sentences = Array.from({ length: 900 }, (_, index) => `Sentence number ${index}.`);
  const said = chat(flow, "hi", { answer: { text: sentences.join(" ") } }).filter((it) =>
    it.startsWith("bot: "),
  );
  expect(said.map((it) => it.slice(5)).join(" ")).toBe(sentences.join(" "));
  for (const part of said) {
    expect(part).toMatch(/\.$/);
  }
});

describe("a reminder", () => {
  const remind = drawFlow(
    {
      t: ["trigger.keyword", { keywords: ["remind"] }],
      w: ["wait", { until: "duration", duration: { amount: 1, unit: "hours" } }],
      m: says("REMINDER"),
      t2: ["trigger.keyword", { keywords: ["stop"], interrupts: true }],
      bye: says("Stopped"),
    },
    ["t > w", "w > m", "t2 > bye"],
  );
  const faq = drawFlow(
    {
      t: ["trigger.keyword", { keywords: ["faq"] }],
      q: ["ask", { text: "Topic?", saveTo: "x" }],
      m: says("About {{ x }}"),
    },
    ["t > q", "q > m"],
  );

  test("survives another flow that asks, and leaves its question open", () => {
    const talk = new Chat(remind, {}, { faq });
    talk.play("remind", "faq", { passes: 3_600_000 });
    expect(talk.lines.at(-1)).toBe("bot: REMINDER");
    expect(talk.play("prices").at(-1)).toBe("bot: About prices");
  });

  test("comes when the other flow is done, too", () => {
    const talk = new Chat(remind, {}, { faq });
    talk.play("remind", "faq", "prices", { passes: 3_600_000 });
    expect(talk.lines.slice(-2)).toEqual(["bot: About prices", "bot: REMINDER"]);
    expect(talk.run).toBeUndefined();
  });

  test("survives another keyword of its own flow", () => {
    const both = drawFlow(
      {
        t: ["trigger.keyword", { keywords: ["remind"] }],
        w: ["wait", { until: "duration", duration: { amount: 1, unit: "hours" } }],
        m: says("REMINDER"),
        t2: ["trigger.keyword", { keywords: ["faq"] }],
        q: ["ask", { text: "Topic?", saveTo: "x" }],
        a: says("About {{ x }}"),
      },
      ["t > w", "w > m", "t2 > q", "q > a"],
    );
    const talk = new Chat(both);
    talk.play("remind", "faq", { passes: 3_600_000 });
    expect(talk.lines.at(-1)).toBe("bot: REMINDER");
    expect(talk.play("prices").at(-1)).toBe("bot: About prices");
  });

  test("ends with an interrupting keyword, and begins anew with its own", () => {
    const stopped = new Chat(remind, {}, { faq });
    expect(stopped.play("remind", "faq", "stop", { passes: 7_200_000 }).at(-1)).toBe(
      "bot: Stopped",
    );
    const twice = new Chat(remind, {}, { faq });
    twice.play("remind", { passes: 1_800_000 }, "remind", { passes: 7_200_000 });
    expect(twice.lines.filter((it) => it === "bot: REMINDER")).toHaveLength(1);
  });
});

test("flows that trigger one another stop after three rounds, with an alert", () => {
  const flow = (on: string, next: string) =>
    drawFlow(
      {
        t: ["trigger.contact", { change: "tagAdded", name: on }],
        m: says(on),
        c: [
          "contact",
          {
            changes: [
              { action: "removeTag", name: on, value: "" },
              { action: "addTag", name: next, value: "" },
            ],
          },
        ],
      },
      ["t > m", "m > c"],
    );
  const talk = new Chat(flow("ping", "pong"), {}, { other: flow("pong", "ping") });
  const waiting: Input[] = [{ type: "contactChanged", change: "tagAdded", name: "ping" }];
  for (let turns = 0; waiting.length > 0 && turns < 100; turns++) {
    const turn = talk.take(waiting.shift() as Input);
    for (const effect of turn.effects) {
      if (effect.type !== "updateContact") {
        continue;
      }
      const causes = effect.causes ?? [];
      for (const it of effect.changes) {
        if (it.action === "addTag") {
          waiting.push({ type: "contactChanged", change: "tagAdded", name: it.name, causes });
        }
      }
    }
  }
  expect(talk.lines.filter((it) => it.startsWith("bot:"))).toHaveLength(6);
  expect(talk.lines).toContain("→ alert limit.rounds");
});

test("a loop takes a hundred rounds of several steps", () => {
  const flow = drawFlow(
    {
      l: ["loop", { list: "{{ items }}", item: "item", limit: 100 }],
      a: ["goal", { name: "a" }],
      b: ["goal", { name: "b" }],
      c: ["goal", { name: "c" }],
      end: says("Done"),
    },
    ["l:item > a", "a > b", "b > c", "c > l", "l:done > end"],
  );
  const talk = new Chat(flow);
  const items = Array.from({ length: 100 }, (_, index) => index);
  talk.take({ type: "start", flowId: "main", nodeId: "l", variables: { items } });
  expect(talk.lines).toEqual(["bot: Done"]);
});

test("a message to a run whose flow is gone reaches people where nothing else answers", () => {
  const flow = drawFlow(
    { t: ["trigger.keyword", { keywords: ["hi"] }], q: ["ask", { text: "Size?", saveTo: "s" }] },
    ["t > q"],
  );
  const talk = new Chat(flow);
  talk.play("hi");
  talk.programs = [];
  expect(talk.play("L").slice(-2)).toEqual(["→ alert run.lost", "→ handOff"]);
});
