import { expect, test } from "vitest";
import { Chat } from "./chat/chat.ts";
import { compile } from "./compile.ts";
import { describePosition } from "./describe-position.ts";
import { retarget } from "./retarget.ts";
import { drawFlow, says } from "./testing/draw-flow.ts";

const flow = drawFlow(
  { q: ["ask", { text: "Name?", saveTo: "name" }], m: says("Old {{ name }}") },
  ["q > m"],
);
const from = compile(flow, { flowId: "main", version: 1 });

test("a run moves to a version that still has its step, and goes on there", () => {
  const changed = drawFlow(
    { q: ["ask", { text: "Name?", saveTo: "name" }], m: says("New {{ name }}") },
    ["q > m"],
  );
  const to = compile(changed, { flowId: "main", version: 2 });
  const conversation = new Chat(flow);
  conversation.play("hi");
  conversation.run = conversation.run && retarget(conversation.run, from, to);
  conversation.programs = [to];
  expect(describePosition(conversation.run)).toEqual({ flowId: "main", version: 2, nodeId: "q" });
  expect(conversation.play("Ada").at(-1)).toBe("bot: New Ada");
});

test("a run stays where its step is gone or of another type", () => {
  const conversation = new Chat(flow);
  conversation.play("hi");
  const to = compile(drawFlow({ q: says("x") }), { flowId: "main", version: 2 });
  expect(conversation.run && retarget(conversation.run, from, to)).toBeUndefined();
});
