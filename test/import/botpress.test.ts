import { checkFlow, emptyCheckContext, Flow } from "@chatloom/flows-schema";
import { importBot } from "@chatloom/flows-schema/import";
import { chat } from "@chatloom/runtime/chat";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { node, text, to } from "./botpress-files.ts";

/** A shop's bot: a menu by the choice skill, a flow that returns, an intent, memory, and a question with its answer. */
const shop = [
  {
    path: "bot.config.json",
    value: {
      id: "shop",
      name: "Shop",
      defaultLanguage: "en",
      languages: ["en", "vi"],
      messaging: { id: "m1" },
    },
  },
  {
    path: "flows/main.flow.json",
    value: {
      version: "0.0.1",
      startNode: "entry",
      catchAll: { next: [], onReceive: [] },
      nodes: [
        node(
          "entry",
          [
            "say #!builtin_text-hello",
            'builtin/setVariable {"type":"user","name":"plan","value":"basic"}',
          ],
          [to("menu")],
        ),
        node(
          "menu",
          [],
          [
            {
              caption: "User picked [prices]",
              ...to("prices", "temp['skill-choice-ret-abc'] == \"prices\""),
            },
            {
              caption: "User picked [order]",
              ...to("order.flow.json", "temp['skill-choice-ret-abc'] == \"order\""),
            },
            { caption: "On failure", ...to("lost") },
          ],
          { type: "skill-call", skill: "choice", flow: "skills/choice-abc.flow.json" },
        ),
        node("prices", ["say #!builtin_text-prices"], [to("ask")]),
        node(
          "ask",
          ["say #!builtin_text-more"],
          [
            to("bye", "event.nlu.intent.name === 'thanks'"),
            to("vip", "user.plan === 'gold' && temp.tries > 1"),
            to("menu"),
          ],
          { onReceive: [] },
        ),
        node("bye", ["say #!builtin_text-bye"], [to("END")]),
        node("vip", ['shop/discount {"percent":10}'], [to("END")]),
        node("lost", ["say #!builtin_text-lost"], []),
        node("back", ["say #!builtin_text-back"], [to("END")]),
      ],
    },
  },
  {
    path: "flows/main.ui.json",
    value: { nodes: [{ id: "id_entry", position: { x: 100, y: 50 } }], links: [] },
  },
  {
    path: "flows/order.flow.json",
    value: {
      startNode: "number",
      catchAll: {},
      nodes: [
        node("number", ["say #!builtin_text-number"], [to("found")], {
          onReceive: [
            'builtin/setVariable {"type":"temp","name":"order","value":"{{event.preview}}"}',
          ],
        }),
        node("found", ["say #!builtin_text-found"], [to("#back")]),
      ],
    },
  },
  {
    path: "flows/skills/choice-abc.flow.json",
    value: {
      startNode: "entry",
      skillData: {
        randomId: "abc",
        contentId: "builtin_single-choice-menu",
        invalidContentId: "#!builtin_text-again",
        keywords: { prices: ["prices", "cost"], order: ["order"] },
        config: { nbMaxRetries: 1, repeatChoicesOnInvalid: false, variableName: "" },
      },
      nodes: [{ id: "x", name: "entry", onEnter: [], next: [] }],
    },
  },
  {
    path: "content-elements/builtin_text.json",
    value: [
      text("hello", "Welcome!", { text$vi: "Chào bạn!" }),
      text("prices", "From 5."),
      text("more", "Anything else?"),
      text("bye", "Bye {{user.first_name}}"),
      text("lost", "Sorry."),
      text("number", "Which order?"),
      text("found", "Order {{temp.order}} is on its way.", {
        variations$en: ["{{temp.order}} comes."],
      }),
      text("back", "Back in the main flow"),
      text("again", "Please choose."),
      text("unused", "Nobody says this"),
    ],
  },
  {
    path: "content-elements/builtin_single-choice.json",
    value: [
      {
        id: "builtin_single-choice-menu",
        formData: {
          text$en: "What would you like?",
          choices$en: [
            { title: "Prices", value: "prices" },
            { title: "My order", value: "order" },
          ],
          choices$vi: [
            { title: "Giá", value: "prices" },
            { title: "Đơn hàng", value: "order" },
          ],
        },
      },
    ],
  },
  {
    path: "intents/thanks.json",
    value: { name: "thanks", utterances: { en: ["thank you", "thanks a lot"] }, slots: [] },
  },
  {
    path: "qna/hours.json",
    value: {
      qnas: [
        {
          id: "q1",
          data: {
            enabled: true,
            action: "text",
            questions: { en: ["opening hours"] },
            answers: { en: ["We open at 8."] },
          },
        },
      ],
    },
  },
  { path: "actions/discount.js", value: undefined },
];

const bot = importBot(shop);
const flow = bot?.flow as Flow;
const line = (name: string, part?: string) =>
  bot?.report.find((it) => it.name === name && (!part || it.part === part));

test("a Botpress bot becomes a flow that holds the same conversation", () => {
  expect(chat(flow, "hi", { tap: "Prices" }, "thanks a lot")).toEqual([
    "contact: hi",
    "bot: Welcome!",
    "→ contact setField plan",
    "bot: What would you like? [Prices] [My order]",
    "contact: [Prices]",
    "bot: From 5.",
    "bot: Anything else?",
    "contact: thanks a lot",
    "bot: Bye Ada",
  ]);
});

test("a called flow shares its memory and returns to the step that it names", () => {
  expect(chat(flow, "hi", { tap: "My order" }, "A-17").slice(-3)).toEqual([
    "contact: A-17",
    "bot: Order A-17 is on its way.",
    "bot: Back in the main flow",
  ]);
});

test("asks again with the source's words, understands its keywords, and fails as it does", () => {
  const lines = chat(flow, "hi", "nonsense", "still nonsense");
  expect(lines.slice(-4)).toEqual([
    "contact: nonsense",
    "bot: Please choose. [Prices] [My order]",
    "contact: still nonsense",
    "bot: Sorry.",
  ]);
  expect(chat(flow, "hi", "cost").at(-2)).toBe("bot: From 5.");
});

test("answers questions of the list by keyword", () => {
  expect(chat(flow, "Opening hours")).toEqual(["contact: Opening hours", "bot: We open at 8."]);
});

test("keeps the other language as translations", () => {
  expect(flow.settings.language).toBe("en");
  expect(Object.values(flow.translations.vi ?? {}).sort()).toEqual(
    ["Chào bạn!", "Giá", "Đơn hàng"].sort(),
  );
});

test("has nothing to mend and reports on every part", () => {
  expect(Value.Check(Flow, flow)).toBe(true);
  expect(checkFlow(flow, emptyCheckContext).filter((it) => it.severity === "error")).toEqual([]);
  expect(line("actions/discount.js")).toMatchObject({ outcome: "unsupported" });
  expect(line("main › vip › 1")).toMatchObject({ outcome: "unsupported", type: "shop/discount" });
  expect(line("builtin_text-unused")).toMatchObject({ outcome: "unsupported" });
  expect(line("thanks")).toMatchObject({ outcome: "mapped" });
  expect(line("order › found › 1")?.notes[0]).toMatchObject({ code: "variations" });
  expect(line("bot.config.json")?.notes[0]?.values.settings).toContain("messaging");
  expect(bot?.report.filter((it) => it.part === "edge")).toHaveLength(13);
});

test("reads one flow by itself, and an export in one file", () => {
  const main = shop.find((it) => it.path === "flows/main.flow.json");
  const alone = importBot([{ path: "main.flow.json", value: main?.value }]);
  expect(
    alone?.report.filter((it) => it.notes.some((note) => note.code === "contentMissing")).length,
  ).toBeGreaterThan(3);
  const flows = shop
    .filter((it) => /flow\.json$/.test(it.path))
    .map((it) => ({ ...(it.value as object), name: it.path }));
  const content = shop
    .filter((it) => it.path.startsWith("content"))
    .flatMap((it) => it.value as object[]);
  const bundled = importBot([{ path: "bot.json", value: { flows, content } }]);
  expect(chat(bundled?.flow as Flow, "hi").slice(1, 2)).toEqual(["bot: Welcome!"]);
});
