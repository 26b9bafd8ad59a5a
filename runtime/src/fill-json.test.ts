import { describe, expect, test } from "vitest";
import type { JsonObject } from "./input.ts";
import { httpRequestOf } from "./testing/http-request-of.ts";

describe("a body", () => {
  const variables = {
    qty: 3,
    note: 'x","role":"admin","y":"',
    tags: ["a", "b"],
    order: { id: "7" },
    yes: true,
    zip: "01234",
  };
  const body = (template: string, given: JsonObject = variables) => {
    const text = httpRequestOf({ url: "https://a.example", body: template }, given)?.body;
    return text === undefined ? undefined : JSON.parse(text);
  };

  test("is filled with values, in quotes or not", () => {
    expect(
      body(
        '{"a": {{ qty }}, "b": "{{ qty }}", "c": "{{ note }}", "d": {{ note }}, "e": "{{ tags }}", "f": {{ order }}, "g": {{ yes }}, "h": "{{ zip }}"}',
      ),
    ).toEqual({
      a: 3,
      b: 3,
      c: variables.note,
      d: variables.note,
      e: ["a", "b"],
      f: { id: "7" },
      g: true,
      h: "01234",
    });
  });

  test.each(['say "hi"\nsecond line', "back\\slash", '"', "\\", "\u2028", "{{ qty }}"])(
    "takes %j as it is written, alone and among words",
    (note) => {
      expect(
        body('{"n": {{ qty }}, "a": "{{ note }}", "b": "He said: {{ note }}!"}', { qty: 1, note }),
      ).toEqual({
        n: 1,
        a: note,
        b: `He said: ${note}!`,
      });
    },
  );

  test("makes text of a value among words and in names", () => {
    expect(
      body('{"n": "{{ qty }} pieces of {{ tags }}", "{{ qty }}": 1, "x{{ qty }}y": 2}'),
    ).toEqual({
      n: "3 pieces of a, b",
      "3": 1,
      x3y: 2,
    });
  });

  test("keeps what stands beside escaped quotes", () => {
    expect(body('{"a": "\\"{{ note }}\\"", "b": {{ qty | plus: 1 }}}')).toEqual({
      a: `"${variables.note}"`,
      b: 4,
    });
  });

  test("takes what is missing as null, or as an empty text in quotes", () => {
    expect(body('{"a": {{ none }}, "b": "{{ none }}"}')).toEqual({ a: null, b: "" });
  });

  test("takes loops and the json filter", () => {
    expect(
      body(
        '{"a": [{% for t in tags %}"{{ t }}"{% unless forloop.last %},{% endunless %}{% endfor %}], "b": {{ order | json }}}',
      ),
    ).toEqual({
      a: ["a", "b"],
      b: { id: "7" },
    });
  });

  test("is the value itself where it is nothing else", () => {
    expect(body("{{ order }}")).toEqual({ id: "7" });
    expect(
      httpRequestOf({ url: "https://a.example", body: "{{ note }}" }, { note: '{"a":1}' })?.body,
    ).toBe('{"a":1}');
  });

  test("fails with the reason where it is no JSON", () => {
    expect(body('{"a": {{ qty }},}')).toBeUndefined();
  });

  test("is a form or a text where its type says so", () => {
    const typed = (value: string, template: string) =>
      httpRequestOf(
        { url: "https://a.example", headers: [{ name: "Content-Type", value }], body: template },
        { q: "a&b=c d" },
      )?.body;
    expect(typed("application/x-www-form-urlencoded", "q={{ q }}&x=1")).toBe("q=a%26b%3Dc%20d&x=1");
    expect(typed("text/plain", "[{{ q }}]")).toBe("[a&b=c d]");
  });
});
