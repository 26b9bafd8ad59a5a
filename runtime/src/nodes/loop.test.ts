import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const _minute = 60_000;

test("loop goes through a list and on", () => {
  const flow = drawFlow(
    { l: ["loop", { list: "items", item: "it", limit: 2 }], m: says("{{ it }}"), d: says("Done") },
    ["l:item > m", "m > l", "l:done > d"],
    { variables: [{ name: "items", type: "list", scope: "run", default: ["a", "b", "c"] }] },
  );
  expect(chat(flow, "hi").slice(1)).toEqual(["bot: a", "bot: b", "bot: Done"]);
});
