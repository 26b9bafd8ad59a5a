import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const flow = drawFlow(
  {
    any: ["trigger.lead", { form: "" }],
    spring: ["trigger.lead", { form: "240001" }],
    a: says("Any {{ event.answers.city }}"),
    s: says("Spring {{ event.answers.city }}"),
  },
  ["any > a", "spring > s"],
);
const lead = (formId: string) =>
  ({
    input: { type: "event", name: "lead", properties: { formId, answers: { city: "Huế" } } },
  }) as const;

test("starts with the form's own trigger before the one for every form", () => {
  expect(chat(flow, lead("240001"))).toEqual(["bot: Spring Huế"]);
  expect(chat(flow, lead("240002"))).toEqual(["bot: Any Huế"]);
});

test("is not started by other events", () => {
  const input = { type: "event", name: "order", properties: { formId: "240001" } } as const;
  expect(chat(flow, { input })).toEqual([]);
});
