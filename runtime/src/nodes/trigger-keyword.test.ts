import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("starts at its words, not at others", () => {
  const flow = drawFlow({ t: ["trigger.keyword", { keywords: ["price"] }], m: says("9 €") }, [
    "t > m",
  ]);
  expect(chat(flow, "Price!").at(-1)).toBe("bot: 9 €");
  expect(chat(flow, "hello")).toEqual(["contact: hello"]);
});
