import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("tells the agents and goes on", () => {
  const flow = drawFlow({ n: ["notify", { text: "New: {{ contact.name }}" }], m: says("Done") }, [
    "n > m",
  ]);
  expect(chat(flow, "hi").slice(1)).toEqual(["→ notify agents: New: Ada Lovelace", "bot: Done"]);
});
