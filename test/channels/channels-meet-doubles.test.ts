import type { MessageContent } from "@chatloom/flows-schema";
import { fitToChannel } from "@chatloom/runtime";
import { Value } from "typebox/value";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Channel, SendResult } from "../../server/src/channels/channel.ts";
import { channelOf } from "../../server/src/channels/index.ts";
import { sampleAddress } from "../contract/channel-samples.ts";
import type { Double } from "../doubles/double.ts";
import { type DoubleType, doubleTypes, startDouble } from "../doubles/start-double.ts";
import { callPlatform } from "./call-platform.ts";
import { everyKind } from "./every-kind.ts";
import { listen, type WebhookListener } from "./webhook-listener.ts";

/** Features that a platform lacks. */
const missing: Partial<Record<DoubleType, readonly string[]>> = {
  instagram: ["location", "welcome"],
  tiktok: ["location", "welcome"],
  slack: ["location"],
  discord: ["location", "welcome"],
  "chatwoot-bot": ["welcome"],
};
/** Platforms that send the addresses of files, not their ids. */
const sendsAddresses: ReadonlySet<DoubleType> = new Set([
  "messenger",
  "instagram",
  "zalo",
  "viber",
  "chatwoot-bot",
  "discord",
]);
/** Platforms on which the sample reaction is a message. */
const reactsByMessage: ReadonlySet<DoubleType> = new Set(["whatsapp", "http", "instagram"]);
describe.each(doubleTypes)("%s", (type) => {
  const channel = channelOf(type) as Channel;
  const to = sampleAddress[type];
  let double: Double;
  let listener: WebhookListener;
  let settings: never;
  let sent = 0;

  beforeEach(async () => {
    double = await startDouble(type);
    settings = double.settings as never;
    listener = await listen(channel, settings);
  });
  afterEach(async () => {
    await listener.close();
    await double.close();
  });

  function compose(content: MessageContent, id = `turn-${++sent}:0`) {
    const call = channel.compose({ id, to, content, author: "bot", at: Date.now() }, settings);
    if (!("url" in call)) {
      throw new Error("the channel makes no call");
    }
    return call;
  }
  async function send(content: MessageContent, id?: string): Promise<SendResult> {
    return channel.readReply(await callPlatform(compose(content, id)));
  }
  const hello: MessageContent = { kind: "text", text: "hello" };

  test("connects with the settings that the double gives", async () => {
    expect([...Value.Errors(channel.settings, settings)]).toEqual([]);
    if (channel.identify) {
      const identity = channel.identify.read(await callPlatform(channel.identify.ask(settings)));
      expect(identity).toMatchObject({
        name: expect.stringMatching(/Double/),
        ...(type !== "tiktok" && { account: expect.stringMatching(/^\w+$/) }),
      });
    }
    const addresses = {
      webhookUrl: listener.url,
      verifyToken: channel.verifyToken?.(settings) ?? "",
    };
    for (const call of channel.setUp?.(settings, addresses) ?? []) {
      expect((await callPlatform(call)).status).toBe(200);
    }
    expect(double.refusals).toEqual([]);
  });

  test("has every kind of message taken, in order", async () => {
    const parts = everyKind.flatMap((content) => fitToChannel(content, channel.abilities));
    for (const part of parts) {
      const result = await send(part);
      expect({ part, result }).toMatchObject({ result: { ok: true } });
    }
    expect(double.refusals).toEqual([]);
    expect(double.duplicates()).toEqual([]);
    const shown = parts.filter((part) => part.kind !== "reaction" || reactsByMessage.has(type));
    expect(double.sends).toHaveLength(shown.length);
  });

  test("learns the platform's id of what it sent", async () => {
    const [first, second] = [await send(hello), await send({ kind: "text", text: "again" })];
    const ids = [first, second].map((it) => (it.ok ? it.messageId : undefined));
    expect(ids.every((it) => it !== undefined && it !== "")).toBe(true);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test("shows that it types", async () => {
    const message = { id: "typing", to, author: "bot", lastIncomingId: "wamid.IN" } as const;
    const call = channel.composeTyping?.(message, settings);
    if (call && "url" in call) {
      expect((await callPlatform(call)).status).toBeLessThan(300);
    }
    expect(double.refusals).toEqual([]);
    expect(double.sends).toEqual([]);
  });

  test("understands what contacts do, as the platform tells it", async () => {
    const from = to;
    const all = [
      { kind: "text", from, text: "Xin chào 👋", name: "Ana" },
      { kind: "tap", from, payload: "~k3f9x2m8q1w7e5r", label: "Đồng ý" },
      { kind: "location", from, latitude: 10.77, longitude: 106.7 },
      { kind: "welcome", from },
    ] as const;
    const events = all.filter(({ kind }) => !missing[type]?.includes(kind));
    for (const event of events) {
      expect(await double.deliver(listener.url, event)).toBe(200);
    }
    const understood = {
      text: { kind: "message", from: { id: to }, content: { text: "Xin chào 👋" } },
      tap: { kind: "postback", payload: "~k3f9x2m8q1w7e5r", label: "Đồng ý" },
      location: { kind: "message", content: { kind: "location", latitude: 10.77 } },
      welcome: { kind: "welcome", from: { id: to } },
    };
    expect(listener.events).toMatchObject(events.map(({ kind }) => understood[kind]));
    expect(new Set(listener.events.map((event) => event.id)).size).toBe(events.length);
    for (const event of listener.events) {
      expect(Math.abs(event.at - Date.now())).toBeLessThan(10_000);
      const answer = channel.acknowledge?.(event, settings);
      if (answer) {
        expect((await callPlatform(answer)).status).toBe(200);
      }
    }
  });

  test("gives a redelivered event the same id", async () => {
    const event = { kind: "text", from: to, text: "hi", id: "777" } as const;
    await double.deliver(listener.url, event);
    await double.deliver(listener.url, event);
    const [first, second] = listener.events;
    expect(first?.id).toBe(second?.id);
  });

  test("refuses a body that was changed on the way", async () => {
    const { headers, body } = double.webhook({ kind: "text", from: to, text: "pay 10" });
    const changed =
      type === "telegram" ? { ...headers, "x-telegram-bot-api-secret-token": "guess" } : headers;
    const answer = await fetch(listener.url, {
      method: "POST",
      headers: changed,
      body: body.replace("10", "99"),
    });
    expect(answer.status).toBe(401);
    expect(listener.events).toEqual([]);
  });

  test("fetches a file that a contact sent", async () => {
    const fileId = double.addFile(Buffer.from("picture"), "image/jpeg");
    const named = sendsAddresses.has(type) ? `${double.url}/media/${fileId}` : fileId;
    if (type === "http") {
      return;
    }
    await double.deliver(listener.url, { kind: "image", from: to, fileId: named, caption: "look" });
    const [event] = listener.events;
    if (event?.kind !== "message" || event.content.kind !== "image") {
      throw new Error("no image came");
    }
    if (channel.abilities.caption > 0) {
      expect(event.content.caption).toBe("look");
    }
    const platformId = event.content.platformId ?? "";
    const locate = channel.media?.locate?.(platformId, settings);
    const located = locate && (await callPlatform(locate));
    const download = channel.media?.download(located, platformId, settings);
    expect(download && (await callPlatform(download)).body).toBe("picture");
  });

  test("tells busy from refused, and does not say that something went out when it did not", async () => {
    double.fail(
      { kind: "answer", status: 429 },
      { kind: "answer", status: 503 },
      { kind: "answer", status: 401 },
      { kind: "answer", status: 400 },
    );
    const kinds = [];
    for (let count = 0; count < 4; count++) {
      const result = await send(hello);
      kinds.push(result.ok ? "ok" : result.failure.kind);
    }
    expect(kinds).toEqual(["busy", "busy", "auth", "content"]);
    expect(double.sends).toEqual([]);
    expect(await send(hello)).toMatchObject({ ok: true });
    expect(double.sends).toHaveLength(1);
  });

  test("may lose the answer of a message that was taken, or not taken", async () => {
    double.fail({ kind: "drop", taken: true }, { kind: "drop", taken: false });
    await expect(send(hello)).rejects.toThrow();
    expect(double.sends).toHaveLength(1);
    await expect(send({ kind: "text", text: "more" })).rejects.toThrow();
    expect(double.sends).toHaveLength(1);
    expect(double.calls.map((call) => call.status)).toEqual([0, 0]);
  });

  test("may wait for an answer that comes late, or never", async () => {
    double.fail({ kind: "slow", ms: 60 }, { kind: "hang", taken: true });
    const began = performance.now();
    expect(await send(hello)).toMatchObject({ ok: true });
    expect(performance.now() - began).toBeGreaterThan(50);
    const { url, json, ...rest } = compose({ kind: "text", text: "more" });
    const headers = { "content-type": "application/json", ...rest.headers };
    const signal = AbortSignal.timeout(150);
    const never = fetch(url, { method: "POST", headers, body: JSON.stringify(json), signal });
    await expect(never).rejects.toThrow(/timeout/i);
    expect(double.sends).toHaveLength(2);
  });

  test("is caught when it says the same twice, unless the platform knows the key", async () => {
    await send(hello, "turn-x:0");
    await send(hello, "turn-x:0");
    const { idempotencyKey } = channel.abilities;
    expect(double.duplicates()).toHaveLength(idempotencyKey ? 0 : 1);
    expect(double.sends).toHaveLength(idempotencyKey ? 1 : 2);
  });

  test("is refused in the platform's words when its credentials or its message are wrong", async () => {
    const stranger = {
      ...double.settings,
      accessToken: "x",
      pageAccessToken: "x",
      botToken: "1:x",
      channelAccessToken: "x",
      authToken: "x",
      secret: "x",
    };
    const call = channel.compose(
      { id: "a", to, content: hello, author: "bot", at: Date.now() },
      stranger as never,
    );
    if (!("url" in call)) {
      throw new Error("the channel makes no call");
    }
    expect(channel.readReply(await callPlatform(call))).toMatchObject({
      ok: false,
      failure: { kind: "auth" },
    });

    // Another system may well take an empty text.
    if (type === "http") {
      return;
    }
    const empty = await send({ kind: "text", text: "" });
    expect(empty).toMatchObject({ ok: false, failure: { kind: "content" } });
  });
});
