import { defaultSettings } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { Chat } from "./chat/chat.ts";
import { richChannel } from "./chat/rich-channel.ts";
import { drawFlow, says } from "./testing/draw-flow.ts";

const dayMs = 86_400_000;
const windowTemplate = { name: "come_back", language: "en" };
const reminder = (settings: object = {}) =>
  drawFlow(
    {
      hello: says("Hello"),
      pause: ["wait", { until: "duration", duration: { amount: 25, unit: "hours" } }],
      late: says("Are you there?"),
      more: says("Still?"),
    },
    ["hello > pause", "pause > late", "late > more"],
    { settings: { ...defaultSettings(), ...settings } },
  );

function play(flow: ReturnType<typeof reminder>, channel: object = {}): Chat {
  const chat = new Chat(flow);
  chat.context = {
    ...chat.context,
    channel: { ...chat.context.channel, abilities: { ...richChannel, ...channel } },
    windowClosesAt: chat.context.now + dayMs,
  };
  chat.play("hi", { passes: 25 * 3_600_000 });
  return chat;
}

const sends = (chat: Chat) =>
  chat.effects.flatMap((it) =>
    it.type === "send" ? [it.content.kind === "text" ? it.content.text : it.content.kind] : [],
  );

test("a message that the channel no longer takes fails the run, and nothing more is said", () => {
  const chat = play(reminder());
  expect(sends(chat)).toEqual(["Hello"]);
  const alerts = chat.effects.filter((it) => it.type === "alert");
  expect(alerts).toMatchObject([{ code: "window.closed" }]);
  expect(chat.run).toBeUndefined();
});

test("people get the conversation where the flow hands errors over", () => {
  const defaults = { ...defaultSettings().defaults, error: { action: "handoff", text: "Sorry" } };
  const chat = play(reminder({ defaults }));
  expect(sends(chat)).toEqual(["Hello"]);
  expect(chat.effects.some((it) => it.type === "handOff")).toBe(true);
});

test("the flow's template goes out once in place of its messages", () => {
  expect(sends(play(reminder({ windowTemplate })))).toEqual(["Hello", "template"]);
});

test("a channel without templates sends none", () => {
  expect(sends(play(reminder({ windowTemplate }), { template: false }))).toEqual(["Hello"]);
});

test("an approved template is sent whenever the step says so, and within the window everything is", () => {
  const flow = drawFlow({
    one: ["template", { name: "order", language: "en", parameters: [] }],
  });
  const late = new Chat(flow, { windowClosesAt: 0 });
  late.play("hi");
  expect(sends(late)).toEqual(["template"]);
  const chat = new Chat(reminder());
  chat.context = { ...chat.context, windowClosesAt: chat.context.now + 2 * dayMs };
  chat.play("hi", { passes: 25 * 3_600_000 });
  expect(sends(chat)).toEqual(["Hello", "Are you there?", "Still?"]);
});

test("a subflow that cannot say its words leaves through the error exit around it", () => {
  const inner = drawFlow({ late: says("Inside") });
  const flow = drawFlow(
    {
      sub: ["subflow", { flowId: "inner", inputs: [], outputs: [] }],
      other: ["template", { name: "order", language: "en", parameters: [] }],
    },
    ["sub:error > other"],
  );
  const chat = new Chat(flow, { windowClosesAt: 0 }, { inner });
  chat.play("hi");
  expect(sends(chat)).toEqual(["template"]);
});
