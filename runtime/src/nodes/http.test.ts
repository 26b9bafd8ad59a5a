import type { NodeData } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { Chat, chat, testContext } from "../chat/chat.ts";
import type { JsonValue } from "../input.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";
import { httpRequestOf } from "../testing/http-request-of.ts";

/** Gives the texts after an answer, with the saved values. */
function after(
  save: NodeData<"http">["save"],
  answer: JsonValue,
  text: string,
): string | undefined {
  const flow = drawFlow(
    {
      h: ["http", { url: "https://a.example", save }],
      m: says(text),
      e: says("{{ error.code }}: {{ error.message }}"),
    },
    ["h > m", "h:error > e"],
  );
  return new Chat(flow).play("hi", { answer }).at(-1);
}

describe("headers", () => {
  const headers = (name: string, value: string) =>
    httpRequestOf({ url: "https://a.example", headers: [{ name, value: "{{ v }}" }] }, { v: value })
      ?.headers;

  test("carry any letters", () => {
    expect(headers("X-Name", "Nguyễn ☃")).toEqual([{ name: "X-Name", value: "Nguyễn ☃" }]);
  });

  test.each([
    ["X-Name", "a\r\nX-Admin: 1"],
    ["X-Name", "a\0b"],
    ["X Name", "a"],
    ["X-Näme", "a"],
  ])("are refused where they could become others: %j %j", (name, value) => {
    expect(headers(name, value)).toBeUndefined();
  });
});

describe("the answer", () => {
  const body = { "a.b": 1, order: { "x.y": [{ "z]": "deep" }] }, list: [1, 2], none: null };
  const answer = { status: 200, body };

  test.each([
    ['["a.b"]', "1"],
    ["a.b", "1"],
    ["$.list[1]", "2"],
    ["$['order']['x.y'][0]['z]']", "deep"],
    ['order["x.y"].first["z]"]', "deep"],
    ["list.size", "2"],
  ])("is read at %j", (path, expected) => {
    expect(after([{ path, saveTo: "v" }], answer, "<{{ v }}>")).toBe(`bot: <${expected}>`);
  });

  test("is kept whole with an empty path or $", () => {
    expect(after([{ path: "$", saveTo: "v" }], answer, "{{ v.list }}")).toBe("bot: 1, 2");
  });

  test("says which path it does not have, and goes on", () => {
    const flow = drawFlow({
      h: [
        "http",
        {
          url: "https://a.example",
          save: [
            { path: "order.status", saveTo: "s" },
            { path: "none", saveTo: "n" },
          ],
        },
      ],
    });
    const chat = new Chat(flow);
    chat.play("hi", { answer });
    expect(chat.turns.at(-1)?.path.filter((it) => it.step === "noticed")).toMatchObject([
      { code: "http.path-missing", message: 'The answer has nothing at "order.status"' },
    ]);
  });

  test("fails where it should be JSON and is none, if a part of it is wanted", () => {
    const broken = { status: 200, body: "{oops", problem: "The answer is not valid JSON" };
    expect(after([{ path: "a", saveTo: "v" }], broken, "ok")).toBe(
      "bot: http.json-invalid: The answer is not valid JSON",
    );
    expect(after([{ path: "", saveTo: "v" }], broken, "ok {{ v }}")).toBe("bot: ok {oops");
    expect(after([], broken, "ok")).toBe("bot: ok");
  });

  test("of a refusal is readable on the error port", () => {
    const flow = drawFlow(
      {
        h: ["http", { url: "https://a.example" }],
        e: says("{{ error.status }} {{ error.body.reason }}"),
      },
      ["h:error > e"],
    );
    const chat = new Chat(flow);
    chat.play("hi");
    const waiting = chat.run?.waiting;
    const effectId = waiting?.for === "effect" ? waiting.effectId : "";
    const error = {
      code: "http.status",
      message: "422",
      status: 422,
      body: { reason: "sold out" },
    };
    chat.take({ type: "effectFailed", effectId, error });
    expect(chat.lines.at(-1)).toBe("bot: 422 sold out");
  });
});

test("addresses of buttons and media are encoded, too", () => {
  const flow = drawFlow(
    {
      s: [
        "setVariable",
        { assignments: [{ variable: "x", operation: "set", value: "a b&c", as: "string" }] },
      ],
      m: [
        "message",
        {
          typing: false,
          blocks: [
            {
              kind: "buttons",
              id: "b",
              text: "Look",
              buttons: [
                {
                  id: "u",
                  label: "Shop",
                  action: "url",
                  url: "https://shop.example/{{ x }}?q={{ x }}",
                },
              ],
            },
            { kind: "image", id: "i", url: "https://cdn.example/{{ x }}.png" },
          ],
        },
      ],
    },
    ["s > m"],
  );
  const chat = new Chat(flow);
  chat.play("hi");
  const sent = JSON.stringify(chat.effects);
  expect(sent).toContain('"https://shop.example/a%20b%26c?q=a%20b%26c"');
  expect(sent).toContain('"https://cdn.example/a%20b%26c.png"');
});

test("HTTP: keeps parts of the answer, fills JSON in safely, and has an error port", () => {
  const flow = drawFlow(
    {
      h: [
        "http",
        {
          method: "POST",
          url: "https://a.example/{{ contact.id }}",
          body: '{"name":"{{ contact.name }}"}',
          save: [{ path: "order.items[0]", saveTo: "first" }],
        },
      ],
      m: says("{{ first }}"),
      e: says("Down: {{ error.code }}"),
    },
    ["h > m", "h:error > e"],
  );
  const contact = { ...testContext().contact, name: 'A "quoted" name' };
  const conversation = new Chat(flow, { contact });
  conversation.play("hi");
  expect(conversation.effects.find((it) => it.type === "callHttp")).toMatchObject({
    request: { url: "https://a.example/p1", body: '{"name":"A \\"quoted\\" name"}' },
  });
  const body = { order: { items: ["tea"] } };
  expect(conversation.play({ answer: { status: 200, body } }).at(-1)).toBe("bot: tea");
  expect(chat(flow, "hi", { failure: "http.timeout" }).at(-1)).toBe("bot: Down: http.timeout");
});
