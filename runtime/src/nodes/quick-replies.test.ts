import { describe, expect, test } from "vitest";
import { Chat, chat, testContext } from "../chat/chat.ts";
import { plainChannel } from "../testing/channels.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const offering = (...labels: readonly string[]) =>
  drawFlow(
    {
      q: [
        "quickReplies",
        {
          text: "Which?",
          options: labels.map((label, index) => ({ id: `o${index}`, label })),
          retryText: "Again?",
          saveTo: "n",
        },
      ],
      m: says("Chosen: {{ n }}"),
    },
    labels.map((_, index) => `q:option:o${index} > m`),
  );

describe("a typed number", () => {
  test.each([
    ["2", "Chosen: 2 people"],
    ["４", "Chosen: 4 people"],
    ["3", "Again?"],
    ["1", "Again?"],
  ])("%s picks the label that begins with it, and no place that nobody sees", (typed, answer) => {
    const labels = ["2 people", "4 people", "6 people"];
    expect(chat(offering(...labels), "hi", typed).at(-1)).toMatch(`bot: ${answer}`);
  });

  test.each([
    ["10", "Chosen: 10:00"],
    ["2", "Chosen: 2:00 pm"],
    ["4", "Chosen: 4 pm"],
  ])("%s picks a time", (typed, answer) => {
    expect(chat(offering("10:00", "2:00 pm", "4 pm"), "hi", typed).at(-1)).toBe(`bot: ${answer}`);
  });

  test("picks none of two labels that begin with it", () => {
    expect(chat(offering("10:00", "10:30"), "hi", "10").at(-1)).toMatch("bot: Again?");
  });

  test("picks by place where the channel shows numbers", () => {
    const channel = { ...testContext().channel, abilities: plainChannel };
    const flow = offering("Red", "Blue");
    expect(new Chat(flow, { channel }).play("hi", "2.").at(-1)).toBe("bot: Chosen: Blue");
    expect(new Chat(flow, { channel }).play("hi", "what?", "1").at(-1)).toBe("bot: Chosen: Red");
  });
});

describe("in another language", () => {
  const flow = drawFlow(
    {
      q: [
        "quickReplies",
        {
          text: "Size?",
          options: [
            { id: "s", label: "Small", synonyms: ["S"] },
            { id: "l", label: "Large" },
          ],
          saveTo: "size",
        },
      ],
      m: says("{{ size }}/{{ size_label }}"),
    },
    ["q:option:s > m", "q:option:l > m"],
    {
      translations: {
        vi: {
          "q/options/0/label": "Nhỏ",
          "q/options/1/label": "Lớn",
        },
      },
    },
  );
  const contact = { ...testContext().contact, language: "vi" };

  test.each([[{ tap: "Nhỏ" }], ["nho"], ["Small"], ["s"]])(
    "%j saves the value that conditions and other systems know, and the label beside it",
    (said) => {
      expect(new Chat(flow, { contact }).play("hi", said).at(-1)).toBe("bot: Small/Nhỏ");
    },
  );

  test("a question with choices does the same", () => {
    const choices = [{ id: "s", label: "Small" }];
    const asking = drawFlow(
      {
        q: ["ask", { text: "Size?", expect: "choice", saveTo: "size", choices }],
        m: says("{{ size }}/{{ size_label }}"),
      },
      ["q > m"],
      { translations: { vi: { "q/choices/0/label": "Nhỏ" } } },
    );
    expect(new Chat(asking, { contact }).play("hi", { tap: "Nhỏ" }).at(-1)).toBe("bot: Small/Nhỏ");
    expect(new Chat(asking, { contact }).play("hi", "small").at(-1)).toBe("bot: Small/Nhỏ");
  });
});
