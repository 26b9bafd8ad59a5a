import { describe, expect, test } from "vitest";
import { chat } from "../testing/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

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
