import { expect, test } from "vitest";
import { discordGateway } from "./gateway.ts";

const settings = { botToken: "T", command: "chat", apiBaseUrl: "https://discord.com/api/v10" };
const memory = { sessionId: "s1", resumeUrl: "wss://resume.discord.gg", seq: 7 };
const receive = (frame: unknown, known?: typeof memory) =>
  discordGateway.receive(frame, settings, known, 1_754_000_000_000);

test("asks Discord where to connect, and resumes where Discord said", () => {
  expect(discordGateway.ask(settings).url).toBe("https://discord.com/api/v10/gateway/bot");
  const reply = { status: 200, headers: {}, body: { url: "wss://gateway.discord.gg" } };
  const query = "/?v=10&encoding=json";
  expect(discordGateway.address(reply, undefined)).toBe(`wss://gateway.discord.gg${query}`);
  expect(discordGateway.address(undefined, memory)).toBe(`wss://resume.discord.gg${query}`);
  expect(discordGateway.address({ ...reply, body: { code: 0 } }, undefined)).toBeUndefined();
  expect(discordGateway.address(undefined, { ...memory, resumeUrl: "" })).toBeUndefined();
});

test("identifies with direct messages only, or resumes after the last event", () => {
  const hello = { op: 10, d: { heartbeat_interval: 41_250 } };
  expect(receive(hello)).toMatchObject({
    beatEveryMs: 41_250,
    send: [{ op: 2, d: { token: "T", intents: 12_288 } }],
  });
  expect(receive(hello, memory)).toMatchObject({
    send: [{ op: 6, d: { token: "T", session_id: "s1", seq: 7 } }],
  });
});

test("remembers the session, and counts what it has taken", () => {
  const ready = { session_id: "s1", resume_gateway_url: "wss://resume.discord.gg", user: {} };
  expect(receive({ op: 0, s: 1, t: "READY", d: ready })).toEqual({ memory: { ...memory, seq: 1 } });
  expect(receive({ op: 0, s: 8, t: "TYPING_START", d: {} }, memory)).toMatchObject({
    memory: { ...memory, seq: 8 },
    events: [{ kind: "ignored", what: "TYPING_START" }],
  });
});

test.each([
  ["a question for a beat", { op: 1 }, { send: [{ op: 1, d: 7 }] }],
  ["an answered beat", { op: 11 }, { beatAnswered: true }],
  ["a request to connect anew", { op: 7 }, { close: true }],
  ["a session that may be resumed", { op: 9, d: true }, { close: true }],
  ["a session that is gone", { op: 9, d: false }, { close: true, memory: null }],
  ["something unknown", { op: 99 }, {}],
  ["no frame at all", undefined, {}],
  ["a dispatch without a number", { op: 0, t: "MESSAGE_CREATE", d: {} }, {}],
])("understands %s", (_, frame, step) => {
  expect(receive(frame, memory)).toEqual(step);
});

test("beats with the last number", () => {
  expect(discordGateway.beat(memory)).toEqual({ op: 1, d: 7 });
  expect(discordGateway.beat(undefined)).toEqual({ op: 1, d: null });
});

test.each([
  [1006, "resume"],
  [4000, "resume"],
  [4008, "resume"],
  [4007, "fresh"],
  [4009, "fresh"],
])("after the code %i it connects: %s", (code, meaning) => {
  expect(discordGateway.onClose(code)).toBe(meaning);
});

test.each([4004, 4010, 4011, 4012, 4013, 4014])("after the code %i it tells members", (code) => {
  expect(discordGateway.onClose(code)).toMatchObject({ problem: expect.any(String) });
});
