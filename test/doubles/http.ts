import { createHmac } from "node:crypto";
import { MessageContent } from "@chatloom/flows-schema";
import { Value } from "typebox/value";
import { between, type Check, oneOf, shape, text } from "./check.ts";
import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";

const secret = "double-http-secret";

const content: Check = (value, path) => {
  const [error] = Value.Check(MessageContent, value) ? [] : Value.Errors(MessageContent, value);
  return error === undefined ? undefined : `${path}${error.instancePath} ${error.message}`;
};
const message = shape({
  type: oneOf("message"),
  id: text(500),
  contact: shape({ id: text(2_000) }),
  author: oneOf("bot", "human"),
  content,
  "replyTo?": text(2_000),
  "lastIncomingId?": text(2_000),
});

/** Finds the fault of an outgoing message of the HTTP channel; undefined if it has none. */
export function checkHttpSend(body: unknown): string | undefined {
  return message(body, "body");
}

/** A company's own system behind the HTTP channel: takes a message once for each `Idempotency-Key`. */
export function httpPlatform(now: () => number): Platform {
  const taken = new Map<string, string>();

  function answer(call: ReceivedCall): Verdict {
    if (call.method !== "POST") {
      return problem(405, "only POST is taken");
    }
    const signature = checkSignature(call, now());
    if (signature !== undefined) {
      return problem(401, signature);
    }
    const key = call.headers["idempotency-key"];
    if (key === undefined) {
      return problem(400, "Idempotency-Key is missing");
    }
    const wrong = checkHttpSend(call.body);
    if (wrong !== undefined) {
      return problem(422, wrong);
    }
    if ((call.body as { id: string }).id !== key) {
      return problem(422, "body.id must be the Idempotency-Key");
    }
    const repeated = taken.has(key);
    const messageId = taken.get(key) ?? `their-${taken.size + 1}`;
    taken.set(key, messageId);
    return { status: 200, body: { messageId }, repeated };
  }

  return {
    type: "http",
    settings: (url) => ({ outgoingUrl: `${url}/messages`, secret }),
    answer,
    envelope: (status) => ({ error: { code: String(status), message: "Refused" } }),
    isSend: ({ method }) => method === "POST",
    identity: ({ headers }) => headers["idempotency-key"] ?? "",
    webhookBody: httpWebhook,
    sign: (body) => ({ "x-chatloom-signature": sign(body, Math.floor(now() / 1_000)) }),
  };
}

function sign(raw: string, t: number): string {
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${raw}`).digest("hex")}`;
}

function checkSignature({ headers, raw }: ReceivedCall, now: number): string | undefined {
  const given = headers["x-chatloom-signature"] ?? "";
  const t = Number(/^t=(\d+),/.exec(given)?.[1]);
  const late = between(now / 1_000 - 300, now / 1_000 + 300)(t, "the signature's time");
  return late ?? (given === sign(raw, t) ? undefined : "the signature does not match the body");
}

function problem(status: number, words: string): Verdict {
  return { status, problem: words, body: { error: { code: String(status), message: words } } };
}

function httpWebhook(event: DoubleEvent, makeId: () => string): unknown {
  if (event.kind === "raw") {
    return event.body;
  }
  return { events: [eventOf(event, makeId)] };
}

/** `image` takes an address as its file. */
function eventOf(event: Exclude<DoubleEvent, { kind: "raw" }>, makeId: () => string): object {
  if (event.kind === "status") {
    const { to, messageId, status } = event;
    const id = `${messageId}:${status}`;
    return { id, type: "status", contact: { id: to }, messageId, status };
  }
  const at = new Date(event.at ?? Date.now()).toISOString();
  const base = {
    id: event.id ?? makeId(),
    at,
    contact: { id: event.from, name: event.name ?? "Ana Test" },
  };
  switch (event.kind) {
    case "text":
      return { ...base, type: "message", text: event.text };
    case "tap":
      return { ...base, type: "postback", payload: event.payload, label: event.label };
    case "image":
      return {
        ...base,
        type: "message",
        content: { kind: "image", url: event.fileId, caption: event.caption },
      };
    case "location":
      return {
        ...base,
        type: "message",
        content: { kind: "location", latitude: event.latitude, longitude: event.longitude },
      };
    case "welcome":
      return { ...base, type: "welcome", ref: event.ref };
  }
}
