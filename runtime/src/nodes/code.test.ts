import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("code: gives variables to the sandbox and keeps the result", () => {
  const flow = drawFlow({ c: ["code", { source: "return 2", saveTo: "n" }], m: says("{{ n }}") }, [
    "c > m",
  ]);
  expect(chat(flow, "hi", { answer: 2 })).toEqual(["contact: hi", "→ runCode", "bot: 2"]);
});
