import { createHmac, randomBytes } from "node:crypto";
import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";
import { lineMenus } from "./line-menus.ts";
import { checkLineCall } from "./line-rules.ts";

const channelAccessToken = "double-line-access-token";
const channelSecret = "8c570fa6dd201bb328f1c1eac23a96d8";
const botUserId = "U8e742f61d673b39c7fff3cecb7536ef0";
/** Pushes that the plan of a month includes. */
const mostPushed = 200;

/** LINE promises a minute. */
const tokenMs = 60_000;

interface IssuedToken {
  readonly user: string;
  readonly at: number;
  used: boolean;
}

/** LINE's Messaging API: a reply token works once, a retry key is taken once. */
export function linePlatform(now: () => number): Platform {
  const tokens = new Map<string, IssuedToken>();
  const names = new Map<string, string>();
  const keys = new Map<string, readonly object[]>();
  let sent = 460_000;
  let endpoint = "";

  let pushed = 0;
  const menus = lineMenus();

  function take(messages: readonly unknown[]): readonly object[] {
    return messages.map(() => ({ id: String(++sent), quoteToken: `q${sent}` }));
  }

  function reply({ replyToken, messages }: Body): Verdict {
    const token = tokens.get(String(replyToken));
    if (!token || token.used || now() - token.at > tokenMs) {
      // No fault of the caller: the answer to the call that used it may have been lost.
      return { status: 400, body: { message: "Invalid reply token" } };
    }
    token.used = true;
    return ok({ sentMessages: take(messages as unknown[]) });
  }

  function push({ messages }: Body, key: string | undefined): Verdict {
    const known = key === undefined ? undefined : keys.get(key);
    if (known) {
      const message = "The retry key is already accepted";
      const headers = { "x-line-accepted-request-id": "first" };
      return { status: 409, body: { message, sentMessages: known }, headers, repeated: true };
    }
    if (pushed === mostPushed) {
      return { status: 429, body: { message: "You have reached your monthly limit." } };
    }
    pushed += 1;
    const sentMessages = take(messages as unknown[]);
    if (key !== undefined) {
      keys.set(key, sentMessages);
    }
    return ok({ sentMessages });
  }

  async function answer(call: ReceivedCall): Promise<Verdict> {
    if (call.headers.authorization !== `Bearer ${channelAccessToken}`) {
      return problem(401, "Authentication failed. Confirm that the access token is valid.");
    }
    const path = pathOf(call);
    const [, messageId] = /^message\/([^/]+)\/content$/.exec(path) ?? [];
    const menu = menus.answer(call, path);
    if (menu) {
      return menu;
    }
    if (call.method === "GET") {
      return messageId === undefined ? look(path) : download(call, messageId);
    }
    const wrong = checkLineCall(path, call.body, call.headers);
    if (wrong !== undefined) {
      const details = [{ message: wrong, property: wrong.split(" ", 1)[0] }];
      const message = "The request body has 1 error(s)";
      return { status: 400, problem: wrong, body: { message, details } };
    }
    const body = call.body as Body;
    switch (path) {
      case "message/reply":
        return reply(body);
      case "message/push":
        return push(body, call.headers["x-line-retry-key"]);
      case "chat/loading/start":
        return { status: 202, body: {} };
      case "channel/webhook/endpoint":
        endpoint = String(body.endpoint);
        return call.method === "PUT" ? ok({}) : problem(405, "Method not allowed");
      default:
        return ok(await testOf(endpoint));
    }
  }

  function look(path: string): Verdict {
    if (path === "info") {
      const known = { userId: botUserId, basicId: "@216double", displayName: "Double's Café" };
      return ok({ ...known, chatMode: "bot", markAsReadMode: "auto" });
    }
    if (path === "message/quota") {
      return ok({ type: "limited", value: mostPushed });
    }
    if (path === "message/quota/consumption") {
      return ok({ totalUsage: pushed });
    }
    const [, userId] = /^profile\/(U[0-9a-f]{32})$/.exec(path) ?? [];
    return userId === undefined
      ? problem(404, "Not found")
      : ok({ userId, displayName: names.get(userId) ?? "Ana Test", language: "en" });
  }

  /** LINE's test of the address: it posts an empty list of events. */
  async function testOf(address: string): Promise<object> {
    const body = JSON.stringify({ destination: botUserId, events: [] });
    const headers = { "content-type": "application/json", ...sign(body) };
    const timestamp = new Date(now()).toISOString();
    try {
      const { status } = await fetch(address, { method: "POST", headers, body });
      const reason = status === 200 ? "OK" : "ERROR_STATUS_CODE";
      return {
        success: status === 200,
        timestamp,
        statusCode: status,
        reason,
        detail: `${status}`,
      };
    } catch {
      const reason = "COULD_NOT_CONNECT";
      return { success: false, timestamp, statusCode: 0, reason, detail: "Connection failed" };
    }
  }

  function tokenFor(user: string): string {
    const token = randomBytes(16).toString("hex");
    tokens.set(token, { user, at: now(), used: false });
    return token;
  }

  function recipient({ body }: ReceivedCall): string | undefined {
    const { to, replyToken } = (body ?? {}) as Body;
    return typeof to === "string" ? to : tokens.get(String(replyToken))?.user;
  }

  function eventOf(event: PersonEvent, makeId: () => string): object {
    if (event.name !== undefined) {
      names.set(event.from, event.name);
    }
    const id = event.id ?? makeId();
    const base = {
      mode: "active",
      timestamp: event.at ?? now(),
      source: { type: "user", userId: event.from },
      webhookEventId: id,
      deliveryContext: { isRedelivery: false },
      replyToken: tokenFor(event.from),
    };
    const message = (more: object) => ({
      ...base,
      type: "message",
      message: { id: `m${id}`, quoteToken: `q${id}`, ...more },
    });
    switch (event.kind) {
      case "text":
        return message({ type: "text", text: event.text });
      case "tap":
        return { ...base, type: "postback", postback: { data: dataOf(event) } };
      case "image": {
        const { fileId } = event;
        return message({ id: fileId, type: "image", contentProvider: { type: "line" } });
      }
      case "location": {
        const { latitude, longitude } = event;
        return message({ type: "location", latitude, longitude });
      }
      case "welcome":
        return { ...base, type: "follow", follow: { isUnblocked: false } };
    }
  }

  function webhookBody(event: DoubleEvent, makeId: () => string): unknown {
    if (event.kind === "raw") {
      return event.body;
    }
    // LINE has no statuses: an event that our side must take and ignore.
    const told =
      event.kind === "status"
        ? { type: "videoPlayComplete", mode: "active", webhookEventId: makeId() }
        : eventOf(event, makeId);
    return { destination: botUserId, events: [told] };
  }

  return {
    type: "line",
    settings: (url) => ({
      channelAccessToken,
      channelSecret,
      botUserId,
      videoPreviewUrl: "https://example.org/preview.jpg",
      apiBaseUrl: url,
      contentBaseUrl: url,
    }),
    answer,
    envelope: (status) => ({
      message:
        status === 429 ? "The API rate limit has been exceeded. Try again later." : "Refused",
    }),
    isSend: (call) => /^message\/(reply|push)$/.test(pathOf(call)),
    identity: (call) => JSON.stringify([recipient(call), (call.body as Body | null)?.messages]),
    recipient,
    webhookBody,
    sign,
  };
}

type Body = Readonly<Record<string, unknown>>;
type PersonEvent = Exclude<DoubleEvent, { kind: "raw" | "status" }>;

/** A button's data as it was sent; made up where no button was. */
function dataOf({ payload, label }: { readonly payload: string; readonly label: string }): string {
  return payload.includes("\n") ? payload : `${payload}\n${label}`;
}

function pathOf({ path }: ReceivedCall): string {
  return new URL(path, "http://line").pathname.replace(/^\/v2\/bot\//, "");
}

function sign(body: string): Readonly<Record<string, string>> {
  const signature = createHmac("sha256", channelSecret).update(body).digest("base64");
  return { "x-line-signature": signature };
}

function ok(body: object): Verdict {
  return { status: 200, body, headers: { "x-line-request-id": "5a1bc0c3" } };
}

function problem(status: number, message: string): Verdict {
  return { status, problem: message, body: { message } };
}

function download(call: ReceivedCall, fileId: string): Verdict {
  const file = call.files.get(fileId);
  return file === undefined
    ? problem(404, "Not found")
    : { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
}
