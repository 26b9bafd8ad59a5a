import { createHmac } from "node:crypto";
import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";
import { tokenBucket } from "./token-bucket.ts";
import { checkViberSend } from "./viber-rules.ts";

const authToken = "4453b6ac12345678-e02c5f12174805f9-daec9cbb5448c51f";

/** Viber's REST Bot API. It always answers 200, and its message numbers exceed JavaScript's exact integers. */
export function viberPlatform(now: () => number): Platform {
  let sent = 4_912_661_846_655_238_000n;
  const people = new Map<string, () => number>();

  function takeMessage(body: Record<string, unknown>): Verdict {
    const receiver = String(body.receiver);
    const bucket = people.get(receiver) ?? tokenBucket(1, 20);
    people.set(receiver, bucket);
    if (bucket() > 0) {
      return problem(12, "tooManyRequests");
    }
    sent += 1n;
    return raw(
      `{"status":0,"status_message":"ok","message_token":${sent},"chat_hostname":"SN-1_"}`,
    );
  }

  async function setWebhook({ url }: Record<string, unknown>): Promise<Verdict> {
    const body = `{"event":"webhook","timestamp":${now()},"message_token":${++sent}}`;
    const headers = { "content-type": "application/json", ...sign(body) };
    const answer = await fetch(String(url), { method: "POST", headers, body }).catch(
      () => undefined,
    );
    return answer?.status === 200
      ? raw('{"status":0,"status_message":"ok","event_types":["delivered","seen"]}')
      : problem(1, "invalidUrl");
  }

  function answer(call: ReceivedCall): Verdict | Promise<Verdict> {
    const method = call.path.split("/").at(-1)?.split("?")[0] ?? "";
    if (call.path.startsWith("/media/")) {
      return download(call, method);
    }
    if (call.headers["x-viber-auth-token"] !== authToken) {
      return problem(2, "invalidAuthToken");
    }
    const body = (call.body ?? {}) as Record<string, unknown>;
    switch (method) {
      case "send_message": {
        const wrong = checkViberSend(body);
        return wrong === undefined ? takeMessage(body) : problem(3, `badData: ${wrong}`);
      }
      case "set_webhook":
        return setWebhook(body);
      case "get_account_info":
        return raw(
          '{"status":0,"status_message":"ok","id":"pa753","name":"Double Bot","uri":"double"}',
        );
      default:
        return problem(3, "unknown method");
    }
  }

  return {
    type: "viber",
    settings: (url) => ({
      authToken,
      senderName: "Double Bot",
      greeting: "👋",
      startButton: "Start",
      apiBaseUrl: url,
    }),
    answer,
    envelope: (status) => ({
      status: codeFor[status] ?? 3,
      status_message: "refused",
    }),
    isSend: ({ path }) => path === "/send_message",
    identity: ({ body }) => JSON.stringify(body),
    webhookBody: (event) => viberBody(event),
    sign,
  };
}

const codeFor: Readonly<Record<number, number>> = { 401: 2, 403: 2, 429: 12, 503: 12 };

function sign(body: string): Readonly<Record<string, string>> {
  const signature = createHmac("sha256", authToken).update(body).digest("hex");
  return { "x-viber-content-signature": signature };
}

function raw(json: string): Verdict {
  const headers = { "content-type": "application/json" };
  return { status: 200, body: Buffer.from(json), headers };
}

function problem(status: number, status_message: string): Verdict {
  return { status: 200, problem: status_message, body: { status, status_message } };
}

function download({ files }: ReceivedCall, id: string): Verdict {
  const file = files.get(id);
  return file
    ? { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } }
    : { status: 404, body: "gone" };
}

/** `id` is the message's token, bare digits. An image's `fileId` is an address. */
function viberBody(event: DoubleEvent): unknown {
  if (event.kind === "raw") {
    return event.body;
  }
  const random = `49126618466${Math.floor(Math.random() * 1e8)
    .toString()
    .padStart(8, "0")}`;
  const token = "id" in event && event.id !== undefined ? event.id : random;
  if (event.kind === "status") {
    const names = { sent: "delivered", delivered: "delivered", read: "seen", failed: "failed" };
    const told = { event: names[event.status], timestamp: Date.now(), user_id: event.to };
    const failed = event.status === "failed" ? { desc: "expired" } : {};
    return withToken({ ...told, ...failed }, event.messageId);
  }
  const user = {
    id: event.from,
    name: event.name ?? "Ana",
    language: "en",
    country: "VN",
    api_version: 10,
  };
  const base = { timestamp: event.at };
  const message = (content: object) =>
    withToken({ event: "message", ...base, sender: user, message: content, silent: false }, token);
  switch (event.kind) {
    case "text":
      return message({ type: "text", text: event.text });
    case "tap": {
      const tracking_data = JSON.stringify({ options: { [event.label]: event.payload } });
      return message({ type: "text", text: event.label, tracking_data });
    }
    case "image":
      return message({ type: "picture", media: event.fileId, text: event.caption ?? "" });
    case "location":
      return message({ type: "location", location: { lat: event.latitude, lon: event.longitude } });
    case "welcome":
      return withToken(
        {
          event: "conversation_started",
          ...base,
          type: "open",
          user,
          subscribed: true,
          context: event.ref,
        },
        token,
      );
  }
}

/** JSON with a bare number that JavaScript cannot hold. */
function withToken(content: object, token: string): string {
  return `${JSON.stringify(content).slice(0, -1)},"message_token":${token}}`;
}
