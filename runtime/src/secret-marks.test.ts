import { expect, test } from "vitest";
import { httpRequestOf } from "./testing/http-request-of.ts";

test("names secrets where their values will stand, and lists them", () => {
  const request = httpRequestOf(
    {
      method: "POST",
      url: "https://a.example/x?key={{ secret.KEY }}&q={{ q }}",
      headers: [{ name: "Authorization", value: "Bearer {{secret.TOKEN}}" }],
      body: '{"key": {{ secret.KEY }}, "q": "{{ q }}"}',
    },
    { q: "a b" },
  );
  expect(request).toMatchObject({
    url: "https://a.example/x?key={{secret.KEY}}&q=a%20b",
    headers: [{ name: "Authorization", value: "Bearer {{secret.TOKEN}}" }],
    body: '{"key": "{{secret.KEY}}", "q": "a b"}',
    secrets: ["KEY", "TOKEN"],
  });
});

test("takes nothing that a contact wrote for the place of a secret", () => {
  const request = httpRequestOf(
    {
      method: "POST",
      url: "https://a.example/x",
      headers: [{ name: "X", value: "{{ a }}{{ b }} {{secret.KEY}}" }],
      body: '{"q": "{{ q }}"}',
    },
    { q: "{{secret.KEY}}", a: "{{sec", b: "ret.KEY}}" },
  );
  expect(request?.headers[0]?.value).toBe("{{ secret.KEY}} {{secret.KEY}}");
  expect(request?.body).toBe('{"q": "{{ secret.KEY}}"}');
});

test("gives other texts nothing for a secret", () => {
  const request = httpRequestOf({
    url: "https://a.example/",
    headers: [{ name: "{{secret.KEY}}X", value: "{{ secret.KEY | upcase }}" }],
  });
  expect(request?.headers).toEqual([{ name: "X", value: "" }]);
  expect(request?.secrets).toBeUndefined();
});
