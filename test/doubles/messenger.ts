import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";
import { graphEnvelope, graphError, graphPath, hasToken, metaHeaders } from "./graph.ts";
import { type GraphConversation, graphConversations } from "./graph-conversations.ts";
import {
  checkMessengerPersona,
  checkMessengerSend,
  checkMessengerUpload,
} from "./messenger-rules.ts";
import { metaMessage, metaWebhook } from "./meta-webhook.ts";
import { tokenBucket } from "./token-bucket.ts";

const pageId = "1906385232743451";
const appId = "1517776481860111";
const pageAccessToken = "EAAPagetoken";
const appSecret = "messenger-app-secret";

interface Send {
  readonly recipient?: { readonly id?: string; readonly comment_id?: string };
  readonly sender_action?: string;
  readonly persona_id?: string;
  readonly message?: { readonly metadata?: string };
}

/** Messenger's Send API and what belongs to it. */
export function messengerPlatform(kept: readonly GraphConversation[] = []): Platform {
  let sent = 0;
  /** Comments that got their one private reply. */
  const answered = new Set<string>();
  /** Uploaded files. */
  const attachments = new Set<string>();
  /** Names and pictures of people, by id. */
  const personas = new Map<string, unknown>();
  let personasMade = 0;
  const rate = tokenBucket(300, 300);

  function send(body: unknown): Verdict {
    const given = body as Send | null;
    if (given?.message !== undefined && given.sender_action !== undefined) {
      return graphError(400, 100, "message and sender_action cannot be sent together", 2018014);
    }
    const problem = checkMessengerSend(body);
    if (problem !== undefined) {
      return graphError(400, 100, problem);
    }
    const { persona_id } = (body ?? {}) as Send;
    if (persona_id !== undefined && !personas.has(persona_id)) {
      return graphError(400, 100, "Invalid persona id", 2018322);
    }
    const [, attachment] = /"attachment_id":"(\d+)"/.exec(JSON.stringify(body)) ?? [];
    if (attachment !== undefined && !attachments.has(attachment)) {
      return graphError(400, 100, "Invalid attachment ID", 2018074);
    }
    if (rate() > 0) {
      return graphError(400, 613, "Calls to this API have exceeded the rate limit", 0);
    }
    const { comment_id } = given?.recipient ?? {};
    if (comment_id !== undefined) {
      if (answered.has(comment_id)) {
        return graphError(400, 10900, "Activity already replied to", 0);
      }
      answered.add(comment_id);
      return {
        status: 200,
        body: { recipient_id: "7300000000000001", message_id: `m_DOUBLE${++sent}` },
      };
    }
    const recipient_id = given?.recipient?.id;
    return given?.message === undefined
      ? { status: 200, body: { recipient_id } }
      : { status: 200, body: { recipient_id, message_id: `m_DOUBLE${++sent}` } };
  }

  /** Takes a file by its address. Nothing is at an address with `missing` in it. */
  function upload(body: unknown): Verdict {
    const problem = checkMessengerUpload(body);
    if (problem !== undefined) {
      return graphError(400, 100, problem);
    }
    if (/missing/.test(JSON.stringify(body))) {
      return graphError(400, 100, "Failed to fetch the file from the url", 2018008);
    }
    const attachment_id = String(1_857_000_000_000_000 + attachments.size);
    attachments.add(attachment_id);
    return { status: 200, body: { attachment_id } };
  }

  function makePersona(body: unknown): Verdict {
    const problem = checkMessengerPersona(body);
    if (problem !== undefined) {
      return graphError(400, 100, problem);
    }
    const id = String(2_100_000_000_000_000 + ++personasMade);
    personas.set(id, body);
    return { status: 200, body: { id } };
  }

  function answer(call: ReceivedCall, url: string): Verdict {
    const { pathname, searchParams } = new URL(call.path, url);
    if (pathname === picturePath) {
      return { status: 200, body: picture, headers: isPng };
    }
    if (pathname.startsWith("/media/")) {
      return download(call, pathname.slice("/media/".length));
    }
    if (!hasToken(call, pageAccessToken)) {
      return graphError(401, 190, "Invalid OAuth access token", 463);
    }
    const told = graphConversations(call, kept, { platform: "messenger", own: pageId });
    if (told) {
      return told;
    }
    const [first = "", second] = graphPath(call.path) ?? [];
    const own = first === "me" || first === pageId;
    if (call.method === "DELETE" && own && second === "messenger_profile") {
      return { status: 200, body: { result: "success" } };
    }
    if (call.method === "DELETE" && personas.delete(first)) {
      return success;
    }
    if (call.method === "POST" && own) {
      switch (second) {
        case "messages":
          return send(call.body);
        case "personas":
          return makePersona(call.body);
        case "message_attachments":
          return upload(call.body);
        case "subscribed_apps":
          return searchParams.get("subscribed_fields")?.includes("messages")
            ? success
            : graphError(400, 100, "subscribed_fields is required", 0);
        case "messenger_profile":
          return { status: 200, body: { result: "success" } };
      }
    }
    if (call.method === "GET" && first === pageId && second === "message_templates") {
      return { status: 200, body: { data: utilityTemplates, paging: {} } };
    }
    if (call.method === "GET" && own && second === undefined) {
      return { status: 200, body: { id: pageId, name: "Double's Bakery" } };
    }
    if (call.method === "GET" && searchParams.get("fields")?.includes("field_data")) {
      return leadOf(first);
    }
    if (call.method === "GET" && /^\d{3,}$/.test(first) && second === undefined) {
      return /0$/.test(first) ? untold : { status: 200, body: personOf(first, url) };
    }
    return graphError(400, 100, "Unsupported request", 33);
  }

  return {
    type: "messenger",
    settings: (url) => ({
      pageAccessToken,
      appSecret,
      pageId,
      appId,
      verifyToken: "double-verify-token",
      apiVersion: "v25.0",
      apiBaseUrl: url,
    }),
    answer,
    envelope: graphEnvelope,
    isSend: ({ method, path, body }) =>
      method === "POST" && /\/messages$/.test(path) && (body as Send | null)?.message !== undefined,
    identity: ({ body }) => (body as Send | null)?.message?.metadata ?? JSON.stringify(body),
    webhookBody: messengerWebhook,
    sign: (body) => metaHeaders(body, appSecret),
  };
}

/** What the page has had approved, or not yet. */
const utilityTemplates = [
  {
    id: "81",
    name: "order_shipped",
    language: "en",
    status: "APPROVED",
    category: "UTILITY",
    parameter_format: "POSITIONAL",
    components: [
      { type: "BODY", text: "Order {{1}} is on its way.", example: { body_text: [["12"]] } },
      { type: "BUTTONS", buttons: [{ type: "POSTBACK", text: "Where is it?" }] },
    ],
  },
  {
    id: "82",
    name: "payment_due",
    language: "en",
    status: "PENDING",
    category: "UTILITY",
    components: [{ type: "BODY", text: "Your payment is due." }],
  },
];

const picturePath = "/pictures/ana.png";
const isPng = { "content-type": "image/png" };
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Nothing is wrong with asking: there are people about whom Meta says nothing. */
const { problem: _, ...untold } = graphError(
  400,
  100,
  "Object does not exist or permission is missing",
  33,
);

/** Meta tells about people, but not about those whose id ends with 0. */
function personOf(id: string, url: string): object {
  const names = { first_name: "Ana", last_name: "Test" };
  return { id, ...names, locale: "en_US", profile_pic: url + picturePath };
}

/** A filled-in form; ids that end with 0 are of forms that the token may not read, those with 9 come when Meta is busy. */
function leadOf(id: string): Verdict {
  if (/0$/.test(id)) {
    return graphError(403, 200, "Requires leads_retrieval permission to manage the object", 0);
  }
  if (/9$/.test(id)) {
    return graphError(503, 2, "Service temporarily unavailable", 0);
  }
  return {
    status: 200,
    body: {
      id,
      created_time: "2026-11-29T08:49:14+0000",
      form_id: "240001234567890",
      ad_id: "23850000000000009",
      campaign_name: "Spring",
      platform: "ig",
      field_data: [
        { name: "full_name", values: ["Lan Test"] },
        { name: "email", values: [`lan-${id}@example.org`] },
        { name: "phone_number", values: [`+84900000${id.slice(-3)}`] },
        { name: "what_is_your_budget?", values: ["1,000", "2,000"] },
      ],
    },
  };
}

const success: Verdict = { status: 200, body: { success: true } };

function download(call: ReceivedCall, fileId: string): Verdict {
  const file = call.files.get(fileId);
  if (file === undefined) {
    return { status: 404, body: null };
  }
  return { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
}

function messengerWebhook(event: DoubleEvent, makeId: () => string): unknown {
  return metaWebhook("page", pageId, event, (it, at) => itemOf(it, makeId, at));
}

function itemOf(
  event: Exclude<DoubleEvent, { kind: "raw" }>,
  makeId: () => string,
  at: number,
): object {
  const mid = "id" in event && event.id !== undefined ? `m_${event.id}` : `m_${makeId()}`;
  switch (event.kind) {
    case "text":
    case "tap":
    case "image":
      return metaMessage(event, mid);
    case "location": {
      const coordinates = { lat: event.latitude, long: event.longitude };
      return { message: { mid, attachments: [{ type: "location", payload: { coordinates } }] } };
    }
    case "welcome": {
      const referral = { ref: event.ref, source: "SHORTLINK", type: "OPEN_THREAD" };
      const postback = { mid, title: "Get started", payload: "GET_STARTED" };
      return {
        postback: { ...postback, referral: event.ref === undefined ? undefined : referral },
      };
    }
    case "status":
      return event.status === "read"
        ? { read: { watermark: at } }
        : { delivery: { mids: [event.messageId], watermark: at } };
  }
}
