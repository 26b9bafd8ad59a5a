import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const image = { kind: "image", url: "https://a.example/a.png" } as const;

test("starts at anything", () => {
  const flow = drawFlow({ t: ["trigger.any", {}], m: says("Hello") }, ["t > m"]);
  expect(chat(flow, "whatever").at(-1)).toBe("bot: Hello");
  expect(chat(flow, { send: image }).at(-1)).toBe("bot: Hello");
});

test("starts only at the kinds it names", () => {
  const flow = drawFlow({ t: ["trigger.any", { kinds: ["image"] }], m: says("Nice") }, ["t > m"]);
  expect(chat(flow, { send: image }).at(-1)).toBe("bot: Nice");
  expect(chat(flow, "whatever")).toEqual(["contact: whatever"]);
});
