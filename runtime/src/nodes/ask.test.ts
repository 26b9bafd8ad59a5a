import { describe, expect, test } from "vitest";
import { Chat, chat, testContext } from "../chat/chat.ts";
import { plainChannel } from "../testing/channels.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

describe("question", () => {
  test("asks again, then leaves through `else`", () => {
    const flow = drawFlow(
      {
        q: ["ask", { text: "Your e-mail?", expect: "email", saveTo: "email", attempts: 2 }],
        g: says("Never mind"),
      },
      ["q:else > g"],
    );
    expect(chat(flow, "hi", "no", "nope")).toEqual([
      "contact: hi",
      "bot: Your e-mail?",
      "contact: no",
      "bot: That does not look like an e-mail address. Please try again, for example: name@example.com",
      "contact: nope",
      "bot: Never mind",
    ]);
  });

  test("an unconnected `else` asks again with the flow's text", () => {
    const settings = drawFlow({}).settings;
    settings.defaults.else = { action: "repeat", text: "Sorry?" };
    const flow = drawFlow(
      { q: ["ask", { text: "Age?", expect: "number", saveTo: "age", attempts: 1 }] },
      [],
      { settings },
    );
    expect(chat(flow, "hi", "old").slice(2)).toEqual(["contact: old", "bot: Sorry?", "bot: Age?"]);
  });

  test.each(["date", "time"] as const)(
    "offers a %s to choose only where the channel can",
    (wants) => {
      const flow = drawFlow({ q: ["ask", { text: "When?", expect: wants, saveTo: "at" }] });
      const asked = (pickers: boolean) => {
        const { channel } = testContext();
        const abilities = { ...channel.abilities, pickers };
        const talk = new Chat(flow, { channel: { ...channel, abilities } });
        talk.play("hi");
        return talk.effects.flatMap((it) => (it.type === "send" ? it.content : []));
      };
      expect(asked(true)).toEqual([{ kind: "text", text: "When?", wants }]);
      expect(asked(false)).toEqual([{ kind: "text", text: "When?" }]);
    },
  );

  describe("with a rating form", () => {
    const { channel } = testContext();
    const forms = { title: 65, button: 20, question: 85, leastQuestion: 5 };
    const abilities = { ...channel.abilities, ratingForms: forms };
    const asks = (more: object = {}) =>
      drawFlow(
        {
          k: ["trigger.keyword", { keywords: ["hi"], match: "exact" }],
          q: [
            "ask",
            {
              text: "How was it?",
              expect: "rating",
              saveTo: "stars",
              ratingForm: true,
              privacyUrl: "https://shop.example/privacy",
              saveCommentTo: "why",
              ...more,
            },
          ],
          m: says("{{ stars | plus: 1 }} {{ why }}"),
        },
        ["k > q", "q > m"],
      );
    const talk = (more: object = {}) => {
      const one = new Chat(asks(more), { channel: { ...channel, abilities } });
      one.play("hi");
      const said = one.effects.flatMap((it) => (it.type === "send" ? it.content : []));
      const last = said.at(-1);
      const rating = last?.kind === "text" ? last.rating : undefined;
      const fill = (properties: object) =>
        one.play({
          input: {
            type: "event",
            name: "feedback.given",
            properties: { question: rating?.token ?? "", ...properties },
          },
        });
      return { one, said, rating, fill };
    };

    test("takes what was given in it, once", () => {
      const { one, rating, fill } = talk();
      expect(rating).toEqual({
        token: expect.stringMatching(/^q[A-Za-z0-9]{8,}$/),
        scale: "csat",
        look: "stars",
        title: "How was it?",
        button: "Rate now",
        question: "How was it?",
        privacyUrl: "https://shop.example/privacy",
        comment: true,
        days: 3,
      });
      fill({ score: 4, question: "another" });
      fill({ score: 6 });
      fill({ score: "4" });
      expect(one.lines.at(-1)).toBe("bot: How was it?");
      fill({ score: 4, comment: "Slow" });
      expect(one.lines.at(-1)).toBe("bot: 5 Slow");
      const before = one.lines.length;
      fill({ score: 1, comment: "Again" });
      expect(one.lines.slice(before).filter((it) => it.startsWith("bot:"))).toEqual([]);
    });

    test("takes a typed answer, and asks again without the form", () => {
      const { one } = talk();
      one.play("fine");
      expect(one.offered).toEqual(["1", "2", "3", "4", "5"]);
      one.play("3");
      expect(one.lines.at(-1)).toBe("bot: 4 ");
    });

    test("says a long question before, and cuts the words of the form", () => {
      const { said } = talk({ text: "x".repeat(86), ratingButton: "y".repeat(21) });
      expect(said).toMatchObject([
        { kind: "text", text: "x".repeat(86) },
        { rating: { title: `${"x".repeat(64)}…`, button: `${"y".repeat(19)}…` } },
      ]);
      expect(said[1]).not.toHaveProperty("rating.question");
    });

    test.each([
      ["the points are others", { maximum: 4 }],
      ["there is no page", { privacyUrl: "{{ nothing }}" }],
    ])("is a message where %s", (_, more) => {
      expect(talk(more).rating).toBeUndefined();
    });

    test("is a message on a channel without such forms", () => {
      const one = new Chat(asks());
      one.play("hi");
      expect(one.offered).toEqual(["1", "2", "3", "4", "5"]);
      one.play({ tap: "2" });
      expect(one.lines.at(-1)).toBe("bot: 3 ");
    });
  });

  test.each([
    { expect: "phone", shares: ["phone"], wants: "phone" },
    { expect: "email", shares: ["phone"], wants: undefined },
    { expect: "email", shares: ["phone", "email"], wants: "email" },
    { expect: "text", shares: ["phone", "email"], wants: undefined },
  ] as const)("asks for $expect with one tap for $wants where the channel shares $shares", (it) => {
    const flow = drawFlow(
      { q: ["ask", { text: "How?", expect: it.expect, saveTo: "way" }], m: says("{{ way }}!") },
      ["q > m"],
    );
    const { channel } = testContext();
    const abilities = { ...channel.abilities, shares: [...it.shares] };
    const talk = new Chat(flow, { channel: { ...channel, abilities } });
    talk.play("hi");
    const asked = talk.effects.flatMap((one) => (one.type === "send" ? one.content : []));
    expect(asked).toEqual([{ kind: "text", text: "How?", wants: it.wants }]);
  });

  test("collects an answer that comes in several messages", () => {
    const flow = drawFlow(
      {
        q: ["ask", { text: "Tell me", saveTo: "story", collect: { amount: 5, unit: "seconds" } }],
        m: says("{{ story }}!"),
      },
      ["q > m"],
    );
    expect(chat(flow, "hi", "one", { passes: 3_000 }, "two", { passes: 5_000 }).slice(2)).toEqual([
      "contact: one",
      "contact: two",
      "bot: one\ntwo!",
    ]);
  });

  test("gives up waiting, and cancels the clock when an answer comes", () => {
    const flow = drawFlow(
      {
        q: ["ask", { text: "Name?", saveTo: "name", timeout: { amount: 1, unit: "hours" } }],
        m: says("Hi {{ name }}"),
        t: says("Gone?"),
      },
      ["q > m", "q:timeout > t"],
    );
    expect(chat(flow, "hi", { passes: 3_600_000 }).at(-1)).toBe("bot: Gone?");
    expect(chat(flow, "hi", "Ada", { passes: 3_600_000 }).at(-1)).toBe("bot: Hi Ada");
  });

  test("choices and ratings are tapped or typed, numbers where nothing can be tapped", () => {
    const choices = [
      { id: "s", label: "Small" },
      { id: "l", label: "Large" },
    ];
    const flow = drawFlow(
      {
        q: ["ask", { text: "Size?", expect: "choice", saveTo: "size", choices }],
        m: says("{{ size }}"),
      },
      ["q > m"],
    );
    expect(chat(flow, "hi", { tap: "Large" }).at(-1)).toBe("bot: Large");
    const channel = { ...testContext().channel, abilities: plainChannel };
    expect(new Chat(flow, { channel }).play("hi", "2").slice(1)).toEqual([
      "bot: Size?\n\n1. Small\n2. Large",
      "contact: 2",
      "bot: Large",
    ]);
    const rating = drawFlow(
      { q: ["ask", { text: "Stars?", expect: "rating", saveTo: "r" }], m: says("{{ r }}") },
      ["q > m"],
    );
    expect(chat(rating, "hi", { tap: "4" }).slice(1)).toEqual([
      "bot: Stars? [1] [2] [3] [4] [5]",
      "contact: [4]",
      "bot: 4",
    ]);
  });
});
