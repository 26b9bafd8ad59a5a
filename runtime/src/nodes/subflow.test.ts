import { describe, expect, test } from "vitest";
import { Chat, chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const _minute = 60_000;

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
