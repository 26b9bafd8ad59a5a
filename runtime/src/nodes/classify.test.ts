import { describe, expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

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

describe("AI classify by examples", () => {
  const flow = (leastConfidence?: number) =>
    drawFlow(
      {
        c: [
          "classify",
          {
            by: "examples",
            ...(leastConfidence !== undefined && { leastConfidence }),
            classes: [
              {
                id: "order",
                label: "Order",
                description: "",
                examples: "where is my order\nđơn hàng của tôi đâu rồi\nwhen will it arrive",
              },
              {
                id: "refund",
                label: "Refund",
                description: "",
                examples: "I want my money back\ntôi muốn hoàn tiền\nhow do I return this",
              },
              { id: "hello", label: "Hello", description: "", examples: "hi\nxin chào" },
            ],
          },
        ],
        o: says("order"),
        r: says("refund"),
        h: says("hello"),
        e: says("none"),
      },
      ["c:class:order > o", "c:class:refund > r", "c:class:hello > h", "c:else > e"],
    );

  test.each([
    ["Where's the order that I made last Monday?", "order"],
    ["don hang toi dau", "order"],
    ["please give me my money back now", "refund"],
    ["hoan tien cho toi", "refund"],
    ["hi", "hello"],
    ["chào shop", "hello"],
    ["do you sell surfboards", "none"],
  ])("asks no model: %s", (text, answered) => {
    expect(chat(flow(), text).at(-1)).toBe(`bot: ${answered}`);
  });

  test("takes none below the least confidence", () => {
    expect(chat(flow(100), "when does the parcel arrive").at(-1)).toBe("bot: none");
    expect(chat(flow(10), "when does the parcel arrive").at(-1)).toBe("bot: order");
  });
});

test("AI classify: an answer below the least confidence fits none", () => {
  const flow = drawFlow(
    {
      c: ["classify", { classes: [{ id: "a", label: "A", description: "" }], leastConfidence: 60 }],
      o: says("A"),
      e: says("?"),
    },
    ["c:class:a > o", "c:else > e"],
  );
  const sure = (confidence: number) => ({ answer: { text: "", data: { class: "a", confidence } } });
  expect(chat(flow, "hi", sure(70)).at(-1)).toBe("bot: A");
  expect(chat(flow, "hi", sure(50)).at(-1)).toBe("bot: ?");
});
