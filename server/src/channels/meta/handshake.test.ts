import { expect, test } from "vitest";
import { answerChallenge, verifyTokenOf } from "./handshake.ts";

const app = { appSecret: "s", verifyToken: "my-token" };
const asked = { "hub.mode": "subscribe", "hub.challenge": "1158201444" };

function answer(query: Record<string, string>, settings: typeof app | { appSecret: string } = app) {
  const request = { method: "GET", url: "/", query, headers: {}, body: new Uint8Array() };
  return answerChallenge(request, settings);
}

test("answers the challenge as it came when the token is right", () => {
  expect(answer({ ...asked, "hub.verify_token": "my-token" })).toEqual({
    status: 200,
    body: "1158201444",
    contentType: "text/plain",
  });
});

test.each([
  { ...asked },
  { ...asked, "hub.verify_token": "" },
  { ...asked, "hub.verify_token": "my-tokem" },
  { ...asked, "hub.verify_token": "my-token", "hub.mode": "unsubscribe" },
  { "hub.mode": "subscribe", "hub.verify_token": "my-token" },
  {},
])("refuses %o", (query) => {
  expect(answer(query).status).toBe(403);
});

test("has a token of its own where none was chosen, another for each app", () => {
  const token = verifyTokenOf({ appSecret: "s", verifyToken: "" });
  expect(token).toMatch(/^[0-9a-f]{32}$/);
  expect(verifyTokenOf({ appSecret: "other" })).not.toBe(token);
  const query = { ...asked, "hub.verify_token": token };
  expect(answer(query, { appSecret: "s" }).status).toBe(200);
});
