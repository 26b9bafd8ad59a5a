import { describe, expect, test } from "vitest";
import { Chat, chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const minute = 60_000;

describe("wait", () => {
  test("goes on when its time has come", () => {
    const flow = drawFlow(
      { w: ["wait", { until: "weekday", weekday: 3, time: "09:00" }], m: says("Now") },
      ["w > m"],
      { settings: { ...drawFlow({}).settings, timeZone: "Asia/Ho_Chi_Minh" } },
    );
    const conversation = new Chat(flow);
    conversation.play("hi");
    expect(conversation.effects.find((it) => it.type === "startTimer")).toMatchObject({
      at: Date.UTC(2026, 5, 3, 2),
      purpose: "wait",
    });
    expect(conversation.play({ passes: 48 * 60 * minute }).at(-1)).toBe("bot: Now");
  });

  test("waits for opening hours, but not while open", () => {
    const hours = (from: string) =>
      drawFlow({ w: ["wait", { until: "businessHours" }], m: says("Open") }, ["w > m"], {
        settings: { ...drawFlow({}).settings, businessHours: [{ weekday: 1, from, to: "18:00" }] },
      });
    expect(chat(hours("08:00"), "hi")).toEqual(["contact: hi", "bot: Open"]);
    expect(chat(hours("14:00"), "hi")).toEqual(["contact: hi"]);
    expect(chat(hours("14:00"), "hi", { passes: 120 * minute }).at(-1)).toBe("bot: Open");
  });

  test("for a callback: gives the address out before, takes what comes, or gives up", () => {
    const flow = drawFlow(
      {
        m: says("{{ callbackUrl }}"),
        w: ["wait", { until: "callback", saveTo: "paid", timeout: { amount: 5, unit: "minutes" } }],
        done: says("Paid {{ paid.amount }}"),
        late: says("Too late"),
      },
      ["m > w", "w > done", "w:timeout > late"],
    );
    const conversation = new Chat(flow);
    const address = conversation.play("hi")[1] ?? "";
    const token = address.split("/").at(-1) ?? "";
    expect(conversation.run?.waiting).toMatchObject({ for: "callback", token });
    expect(
      conversation.play({ input: { type: "callback", token: "guess", body: {} } }),
    ).toHaveLength(2);
    expect(
      conversation.play({ input: { type: "callback", token, body: { amount: 9 } } }).at(-1),
    ).toBe("bot: Paid 9");
    expect(chat(flow, "hi", { passes: 5 * minute }).at(-1)).toBe("bot: Too late");
  });
});
