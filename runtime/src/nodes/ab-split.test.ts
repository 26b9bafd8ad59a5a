import { describe, expect, test } from "vitest";
import { Chat, testContext } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";
import { isHeldOut } from "./ab-split.ts";

describe("A/B test", () => {
  const flow = drawFlow(
    {
      ab: [
        "abSplit",
        {
          variants: [
            { id: "a", label: "A", weight: 30 },
            { id: "b", label: "B", weight: 70 },
          ],
        },
      ],
      a: says("A"),
      b: says("B"),
    },
    ["ab:variant:a > a", "ab:variant:b > b"],
  );
  const given = (id: string) =>
    new Chat(flow, { contact: { ...testContext().contact, id } }).play("hi").at(-1);

  test("shares come near the weights, and a contact keeps the variant", () => {
    const all = Array.from({ length: 4_000 }, (_, index) => given(`contact ${index}`));
    const share = all.filter((it) => it === "bot: A").length / all.length;
    expect(share).toBeGreaterThan(0.27);
    expect(share).toBeLessThan(0.33);
    expect(given("contact 17")).toBe(all[17]);
  });

  const bandit = drawFlow(
    { ab: ["abSplit", { mode: "bandit", holdout: 20 }], a: says("A"), b: says("B") },
    ["ab:variant:a > a", "ab:variant:b > b"],
  );

  test("of a test that learns, the holdout is divided by the weights", () => {
    const all = Array.from({ length: 800 }, (_, index) => {
      const id = `contact ${index}`;
      const variantShares = { "main/ab": { a: 0, b: 1 } };
      const chat = new Chat(bandit, { contact: { ...testContext().contact, id }, variantShares });
      const held = isHeldOut(20, id, { flowId: "main", nodeId: "ab" });
      return { held, said: chat.play("hi").at(-1) };
    });
    const held = all.filter((it) => it.held);
    expect(held.length / all.length).toBeGreaterThan(0.15);
    expect(held.length / all.length).toBeLessThan(0.25);
    const share = held.filter((it) => it.said === "bot: A").length / held.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
    expect(all.filter((it) => !it.held && it.said !== "bot: B")).toEqual([]);
  });

  test("learnt shares replace the weights, and the variant given is kept", () => {
    const conversation = new Chat(bandit, {
      contact: { ...testContext().contact, id: "contact 17" },
      variantShares: { "main/ab": { a: 0, b: 1 } },
    });
    expect(conversation.play("hi").at(-1)).toBe("bot: B");
    conversation.context = {
      ...conversation.context,
      variantShares: { "main/ab": { a: 1, b: 0 } },
    };
    expect(conversation.play("hi").at(-1)).toBe("bot: B");
  });

  const weighing = (...weights: readonly number[]) =>
    drawFlow(
      {
        ab: [
          "abSplit",
          {
            variants: weights.map((weight, index) => ({
              id: "abc"[index] ?? "",
              label: "ABC"[index] ?? "",
              weight,
            })),
          },
        ],
        a: says("A"),
        b: says("B"),
        c: says("C"),
      },
      ["ab:variant:a > a", "ab:variant:b > b", "ab:variant:c > c"].slice(0, weights.length),
    );
  const people = Array.from({ length: 200 }, (_, index) => `contact ${index}`);

  test.each([[[80, 20]], [[0, 1]], [[1, 1, 98]]])(
    "other weights %j move nobody who has a variant",
    (weights) => {
      for (const id of people.slice(0, 40)) {
        const contact = { ...testContext().contact, id };
        const before = new Chat(weighing(50, 50), { contact });
        const variant = before.play("hi").at(-1);
        const after = new Chat(weighing(...weights), { contact: before.context.contact });
        expect(after.play("hi").at(-1)).toBe(variant);
      }
    },
  );

  test("newcomers draw by the weights of now, and one that is zero is never drawn", () => {
    const drawn = people.map((id) =>
      new Chat(weighing(0, 50, 50), { contact: { ...testContext().contact, id } })
        .play("hi")
        .at(-1),
    );
    expect(drawn).not.toContain("bot: A");
    expect(new Set(drawn)).toEqual(new Set(["bot: B", "bot: C"]));
  });

  test("a variant that is gone is drawn again", () => {
    const contact = { ...testContext().contact, id: "p" };
    const before = new Chat(weighing(0, 0, 1), { contact });
    expect(before.play("hi").at(-1)).toBe("bot: C");
    const after = new Chat(weighing(1, 0), { contact: before.context.contact });
    expect(after.play("hi").at(-1)).toBe("bot: A");
  });

  test("everyone gets a declared winner, whatever they had, and nothing is counted", () => {
    const flow = weighing(50, 50);
    const decided = {
      ...flow,
      nodes: flow.nodes.map((it) =>
        it.type === "abSplit" ? { ...it, data: { ...it.data, winner: "b" } } : it,
      ),
    };
    for (const id of people.slice(0, 20)) {
      const contact = { ...testContext().contact, id };
      const before = new Chat(flow, { contact });
      before.play("hi");
      const after = new Chat(decided, { contact: before.context.contact });
      expect(after.play("hi").at(-1)).toBe("bot: B");
      expect(after.effects.some((it) => it.type === "track" && it.event === "variant")).toBe(false);
    }
  });

  test("the variant is written once", () => {
    const conversation = new Chat(weighing(50, 50));
    conversation.play("hi", "hi");
    expect(conversation.effects.filter((it) => it.type === "updateContact")).toHaveLength(1);
  });
});
