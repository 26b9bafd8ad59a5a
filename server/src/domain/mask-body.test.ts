import { expect, test } from "vitest";
import { maskAddress, maskBody } from "./mask-body.ts";

test("keeps the shape and the codes of a body, and hides what people wrote and who they are", () => {
  const body = {
    object: "page",
    entry: [
      { id: "1029384756", time: 1_780_000_000_000, messaging: [{ message: { text: "Hi" } }] },
    ],
    ok: true,
    count: 3,
    chat_id: 475,
    nothing: null,
  };
  expect(maskBody(body)).toEqual({
    object: "page",
    entry: [{ id: "••• 10", time: "••• 13", messaging: [{ message: { text: "••• 2" } }] }],
    ok: true,
    count: 3,
    chat_id: "••• 3",
    nothing: null,
  });
});

test("hides a long text even where a code is expected, and keys that could be ids", () => {
  const status = "My card number is 4111 1111 1111 1111, please call me back today";
  expect(maskBody({ status, 491511234567: 1, "a.b": 1, $x: 1 })).toEqual({
    status: `••• ${status.length}`,
    "…": 1,
  });
});

test("stays small whatever a body holds", () => {
  let deep: unknown = "x";
  for (let level = 0; level < 5_000; level++) {
    deep = { a: deep };
  }
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, it) => [`key${it}`, "x"]));
  const long = Array.from({ length: 5_000 }, () => "x");
  expect(JSON.stringify(maskBody({ deep, wide, long })).length).toBeLessThan(2_000);
});

test("an address keeps no token, id or query", () => {
  expect(maskAddress("https://api.telegram.org/bot123456:AA-secret/sendMessage?a=b")).toBe(
    "api.telegram.org/…/sendMessage",
  );
  expect(maskAddress("https://graph.facebook.com/v23.0/106540352242922/messages")).toBe(
    "graph.facebook.com/v23.0/…/messages",
  );
  expect(maskAddress("/webhooks/line/0123456789abcdef01234567?hub.verify_token=s")).toBe(
    "/webhooks/line/…",
  );
});
