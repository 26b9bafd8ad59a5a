import { expect, test } from "vitest";
import { chat } from "../testing/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("AI classify: leaves through the class, else what fits none", () => {
  const flow = drawFlow(
    {
      c: ["classify", { classes: [{ id: "a", label: "Order", description: "" }], saveTo: "k" }],
      o: says("{{ k }}"),
      e: says("?"),
    },
    ["c:class:a > o", "c:else > e"],
  );
  expect(chat(flow, "hi", { answer: { text: "", data: { class: "a" } } }).at(-1)).toBe(
    "bot: Order",
  );
  expect(chat(flow, "hi", { answer: { text: "", data: { class: "none" } } }).at(-1)).toBe("bot: ?");
});
