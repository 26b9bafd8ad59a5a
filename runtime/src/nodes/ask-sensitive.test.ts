import { describe, expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import type { Input } from "../input.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const card = "4111 1111 1111 1111";
const question = { text: "Card?", expect: "text", saveTo: "card", sensitive: true } as const;
const message = (text: string): Input => ({
  type: "message",
  messageId: "m1",
  content: { kind: "text", text },
});

/** Asks for a card and sends it to another system. */
function order(body = '{"card":"{{sensitive.card}}"}', extra = {}) {
  const flow = drawFlow(
    {
      q: ["ask", { ...question, pattern: "^[0-9 ]+$", ...extra }],
      m: says("Got {{ card }}, {{ message.text }}"),
      h: ["http", { method: "POST", url: "https://shop.example/pay", body }],
      e: says("{{ error.code }}"),
    },
    ["q > m", "m > h", "h:error > e"],
  );
  const chat = new Chat(flow);
  chat.play("hi");
  return chat;
}

describe("a sensitive question", () => {
  test("gives the answer to the shell only", () => {
    const chat = order();
    const turn = chat.take(message(card));
    expect(turn.sensitive).toEqual({ messageId: "m1", value: card });
    const { sensitive: _, ...rest } = turn;
    expect(JSON.stringify(rest)).not.toContain("4111");
    expect(chat.lines).toContain("bot: Got ••••••, ••••••");
  });

  test("leaves a place in a request that names it", () => {
    const chat = order();
    chat.take(message(card));
    const call = chat.effects.find((it) => it.type === "callHttp");
    expect(call?.type === "callHttp" && call.request).toMatchObject({
      body: '{"card":"{{sensitive.m1}}"}',
      sensitive: ["m1"],
    });
  });

  test("fails a request that names a variable without one", () => {
    const chat = order("{{sensitive.other}}");
    chat.take(message(card));
    expect(chat.lines.at(-1)).toBe("bot: http.sensitive-missing");
  });

  test("keeps an answer that does not fit to itself, and asks again", () => {
    const chat = order();
    const turn = chat.take(message("my pet's name"));
    expect(JSON.stringify(turn)).not.toContain("pet");
    expect(turn.sensitive).toBeUndefined();
    expect(chat.take(message(card)).sensitive?.value).toBe(card);
  });

  test("asks again where the words are hidden already, and takes a recorded turn as it was", () => {
    const hidden = (fits: boolean): Input => ({
      type: "message",
      messageId: "m2",
      content: { kind: "text", text: "••••••" },
      hidden: { fits },
    });
    const chat = order();
    expect(chat.take(hidden(false)).run?.waiting).toMatchObject({ for: "contact", secret: true });
    const turn = chat.take(hidden(true));
    expect(turn.sensitive).toBeUndefined();
    expect(turn.path).toContainEqual(
      expect.objectContaining({ step: "set", variable: "card", value: "••••••" }),
    );
  });

  test("takes no tap: its label is there for everyone to read", () => {
    const chat = order();
    const tap: Input = { type: "postback", messageId: "m1", payload: "x", label: "4111" };
    expect(JSON.stringify(chat.take(tap).run?.frames)).not.toContain("4111");
    expect(chat.take(message(card)).sensitive?.value).toBe(card);
  });

  test("does not collect: parts would be stored", () => {
    const chat = order(undefined, { collect: { amount: 5, unit: "seconds" } });
    expect(chat.take(message(card)).sensitive?.value).toBe(card);
  });

  test("is forgotten when its variable gets another value", () => {
    const flow = drawFlow(
      {
        q: ["ask", question],
        s: [
          "setVariable",
          { assignments: [{ variable: "card", operation: "set", value: "none", as: "string" }] },
        ],
        h: ["http", { url: "https://shop.example/{{sensitive.card}}" }],
        e: says("{{ error.code }}"),
      },
      ["q > s", "s > h", "h:error > e"],
    );
    const chat = new Chat(flow);
    chat.play("hi");
    chat.take(message(card));
    expect(chat.lines.at(-1)).toBe("bot: http.sensitive-missing");
  });

  test("a contact's text that looks like a place is none", () => {
    const flow = drawFlow(
      {
        q: ["ask", question],
        n: ["ask", { text: "Name?", saveTo: "name" }],
        h: ["http", { url: "https://shop.example/", body: "Of {{ name }} {{sensitive.card}}" }],
      },
      ["q > n", "n > h"],
    );
    const chat = new Chat(flow);
    chat.play("hi");
    chat.take(message(card));
    chat.play("{{sensitive.m1}}");
    const call = chat.effects.find((it) => it.type === "callHttp");
    expect(call?.type === "callHttp" && call.request.body).toBe(
      "Of {{ sensitive.m1}} {{sensitive.m1}}",
    );
  });
});
