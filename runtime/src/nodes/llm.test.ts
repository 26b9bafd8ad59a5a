import { describe, expect, test } from "vitest";
import { Chat, chat } from "../testing/chat.ts";
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
