import { createHash } from "node:crypto";
import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";
import { tokenBucket } from "./token-bucket.ts";
import { checkZaloSend } from "./zalo-rules.ts";

const appId = "1234567890123456789";
const appSecret = "zalo-app-secret";
const oaSecretKey = "oa_secret_for_tests";
const oaId = "1423847451268726170";
const lifeMs = 90_000_000;

/** A Zalo Official Account: its messages, templates and uploads, and the tokens: a refresh token works once, an access token for a day. */
export function zaloPlatform(now: () => number): Platform {
  let sent = 0;
  let pairs = 1;
  /** Until when each access token works, in epoch milliseconds: the earlier one goes on working. */
  const expiry = new Map([["zalo-access-1", now() + lifeMs]]);
  const rate = tokenBucket(66, 66);
  const accessToken = () => `zalo-access-${pairs}`;
  const refreshToken = () => `zalo-refresh-${pairs}`;

  function answer(call: ReceivedCall, url: string): Verdict {
    const { pathname } = new URL(call.path, url);
    if (pathname.startsWith("/media/")) {
      const file = call.files.get(pathname.slice("/media/".length));
      return file === undefined
        ? { status: 404, body: null }
        : { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
    }
    if (pathname === "/v4/oa/access_token") {
      return exchange(call);
    }
    const expiresAt = expiry.get(call.headers.access_token ?? "");
    if (expiresAt === undefined) {
      return refused(-216, "Access token is invalid");
    }
    if (now() >= expiresAt) {
      return refused(-220, "Access token is expired");
    }
    if (call.method === "POST" && pathname === "/v2.0/oa/upload/file") {
      const { file } = (call.body ?? {}) as { file?: { size?: number } };
      return (file?.size ?? 0) > 0
        ? accepted({ token: `token-${++sent}` })
        : refused(-201, "file is required");
    }
    if (call.method === "GET" && pathname.startsWith("/template/")) {
      return templates(new URL(call.path, url));
    }
    if (call.method === "GET" && pathname === "/v2.0/oa/getoa") {
      return accepted({ oa_id: oaId, name: "Double's Bakery", avatar: `${url}/a.jpg` });
    }
    if (call.method === "GET" && pathname === "/v3.0/oa/user/detail") {
      const { user_id } = JSON.parse(new URL(call.path, url).searchParams.get("data") ?? "{}");
      return accepted({ user_id, display_name: "Ana Test", user_is_follower: true });
    }
    return call.method === "POST" ? send(call) : refused(-209, "This API is not supported");
  }

  function templates({ pathname, searchParams }: URL): Verdict {
    if (pathname === "/template/all") {
      const [offset, limit] = [searchParams.get("offset"), searchParams.get("limit")].map(Number);
      if (!(Number(limit) >= 1 && Number(limit) <= 100 && Number(offset) >= 0)) {
        return refused(-132, "Params is invalid");
      }
      const listed = zaloTemplateList.slice(offset, Number(offset) + Number(limit));
      return accepted(
        listed.map(({ templateId, templateName, status }) => ({
          templateId,
          templateName,
          status,
        })),
      );
    }
    const id = searchParams.get("template_id");
    const found = zaloTemplateList.find((it) => String(it.templateId) === id);
    return found ? accepted(found) : refused(-109, "Template ID is invalid");
  }

  function send({ path, body }: ReceivedCall): Verdict {
    const problem = checkZaloSend(path, body);
    if (problem !== undefined) {
      return refused(-201, problem);
    }
    if (rate() > 0) {
      return refused(-32, "Too many requests in a minute");
    }
    const isAction = (body as { message?: unknown; template_id?: unknown }).message === undefined;
    const isTemplate = (body as { template_id?: unknown }).template_id !== undefined;
    const message_id = `zalo-msg-${++sent}`;
    if (isTemplate) {
      const quota = { dailyQuota: "500", remainingQuota: "499" };
      return accepted({ msg_id: message_id, sent_time: String(now()), quota });
    }
    return isAction ? accepted({}) : accepted({ message_id });
  }

  /** A refresh token that was used before breaks the chain: nothing brings it back but a person's consent. */
  function exchange({ method, headers, raw }: ReceivedCall): Verdict {
    const form = new URLSearchParams(raw);
    const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
    if (method !== "POST" || !isForm || form.get("grant_type") !== "refresh_token") {
      return invalid(-14001, "Invalid request");
    }
    if (headers.secret_key !== appSecret || form.get("app_id") !== appId) {
      return invalid(-14002, "Invalid app id or secret key");
    }
    if (form.get("refresh_token") !== refreshToken()) {
      return invalid(-14014, "Invalid refresh token");
    }
    pairs += 1;
    expiry.set(accessToken(), now() + lifeMs);
    const body = {
      access_token: accessToken(),
      refresh_token: refreshToken(),
      expires_in: String(lifeMs / 1_000),
    };
    return { status: 200, body };
  }

  return {
    type: "zalo",
    settings: (url) => ({
      appId,
      appSecret,
      oaSecretKey,
      oaId,
      accessToken: accessToken(),
      refreshToken: refreshToken(),
      apiBaseUrl: url,
      templateBaseUrl: url,
      loginBaseUrl: url,
    }),
    answer,
    envelope,
    isSend: ({ method, path, body }) =>
      method === "POST" &&
      /\/message(\/|$)/.test(new URL(path, "http://double").pathname) &&
      (body as { sender_action?: unknown } | null)?.sender_action === undefined,
    identity: ({ body }) => JSON.stringify(body),
    webhookBody: (event, makeId) => zaloWebhook(event, makeId, now()),
    sign: (body) => {
      const { timestamp = "" } = JSON.parse(body) as { timestamp?: string };
      const mac = createHash("sha256")
        .update(appId + body + timestamp + oaSecretKey)
        .digest("hex");
      return { "x-zevent-signature": `mac=${mac}` };
    },
  };
}

function accepted(data: object): Verdict {
  return { status: 200, body: { error: 0, message: "Success", data } };
}

/** Zalo refuses with status 200. */
function refused(error: number, message: string): Verdict {
  return { status: 200, body: { error, message }, problem: message };
}

function invalid(error: number, error_description: string): Verdict {
  const body = { error, error_name: error_description, error_reason: "", error_description };
  return { status: 200, body, problem: error_description };
}

function envelope(status: number): unknown {
  if (status >= 500) {
    return null;
  }
  const error = status === 429 ? -32 : status === 401 ? -216 : -201;
  return { error, message: "Refused" };
}

function zaloWebhook(event: DoubleEvent, makeId: () => string, now: number): unknown {
  if (event.kind === "raw") {
    return event.body;
  }
  const person = { id: event.kind === "status" ? event.to : event.from };
  const timestamp = String(("at" in event && event.at) || now);
  const common = { app_id: appId, user_id_by_app: "552177279717587730", timestamp };
  const msg_id = "id" in event && event.id !== undefined ? `z${event.id}` : makeId();
  const says = (name: string, message: object) => ({
    ...common,
    event_name: `user_send_${name}`,
    sender: person,
    recipient: { id: oaId },
    message: { msg_id, ...message },
  });
  switch (event.kind) {
    case "text":
      return says("text", { text: event.text });
    case "tap": {
      // The payload alone comes back: our buttons carry their label in it.
      const text = event.payload.includes(" ") ? event.payload : `${event.payload} ${event.label}`;
      return says("text", { text });
    }
    case "image": {
      const attachments = [
        { type: "image", payload: { url: event.fileId, thumbnail: event.fileId } },
      ];
      return says("image", { text: event.caption ?? "", attachments });
    }
    case "location": {
      const coordinates = { latitude: String(event.latitude), longitude: String(event.longitude) };
      return says("location", { attachments: [{ type: "location", payload: { coordinates } }] });
    }
    case "welcome":
      return { ...common, event_name: "follow", oa_id: oaId, follower: person };
    case "status": {
      const name = event.status === "read" ? "user_seen_message" : "user_received_message";
      const message =
        event.status === "read" ? { msg_ids: [event.messageId] } : { msg_id: event.messageId };
      return { ...common, event_name: name, sender: { id: oaId }, recipient: person, message };
    }
  }
}

const zaloTemplateList = [
  {
    templateId: 312345,
    templateName: "Order confirmed",
    status: "ENABLE",
    templateQuality: "HIGH",
    templateTag: "TRANSACTION",
    previewUrl: "https://account.zalo.example/preview/312345",
    listParams: [
      { name: "customer_name", require: true, type: "STRING", maxLength: 30 },
      { name: "order_code", require: true, type: "STRING", maxLength: 30 },
      { name: "note", require: false, type: "STRING", maxLength: 80 },
    ],
    listButtons: [{ type: 1, title: "Track the order", content: "https://shop.example" }],
  },
  {
    templateId: 312346,
    templateName: "Old offer",
    status: "REJECT",
    reason: "The offer is out of date",
    templateQuality: "UNDEFINED",
    templateTag: "PROMOTION",
    listParams: [],
    listButtons: [],
  },
];
