import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";
import { challenge, graphEnvelope, graphError, graphPath, hasToken, metaHeaders } from "./graph.ts";
import { tokenBucket } from "./token-bucket.ts";
import { checkWhatsappSend, checkWhatsappTyping } from "./whatsapp-rules.ts";
import { whatsappTemplates } from "./whatsapp-templates.ts";

const phoneNumberId = "106540352242922";
const wabaId = "102290129340398";
const accessToken = "EAAJtesttoken";
const appSecret = "whatsapp-app-secret";

interface Send {
  readonly to?: string;
  readonly recipient?: string;
  readonly status?: string;
  readonly biz_opaque_callback_data?: string;
}

/** WhatsApp's Cloud API. */
export function whatsappPlatform(): Platform {
  let sent = 0;
  const templates = whatsappTemplates();
  const throughput = tokenBucket(80, 80);
  const pairs = new Map<string, () => number>();

  function takeMessage(body: unknown): Verdict {
    const problem = checkWhatsappSend(body);
    if (problem !== undefined) {
      return graphError(400, 131009, problem);
    }
    const { to, recipient } = body as Send;
    const person = to ?? recipient ?? "";
    const pair = pairs.get(person) ?? tokenBucket(1 / 6, 45);
    pairs.set(person, pair);
    if (throughput() > 0) {
      return graphError(400, 130429, "Rate limit hit");
    }
    if (pair() > 0) {
      return graphError(400, 131056, "Pair rate limit hit");
    }
    const waId = person.replace("+", "");
    return {
      status: 200,
      body: {
        messaging_product: "whatsapp",
        contacts: [{ input: person, wa_id: waId }],
        messages: [{ id: `wamid.DOUBLE${++sent}` }],
      },
    };
  }

  async function answer(call: ReceivedCall, url: string): Promise<Verdict> {
    const { pathname } = new URL(call.path, url);
    const isUpload = /\/upload:/.test(pathname);
    if (
      isUpload
        ? call.headers.authorization !== `OAuth ${accessToken}`
        : !hasToken(call, accessToken)
    ) {
      return graphError(401, 190, "Invalid OAuth access token");
    }
    if (pathname.startsWith("/media/")) {
      return download(call, pathname.slice("/media/".length));
    }
    const [first = "", second, ...rest] = graphPath(call.path) ?? [];
    if (call.method === "POST" && first.startsWith("upload:")) {
      return templates.takeUpload(call, first);
    }
    if (call.method === "POST" && first === "app" && second === "uploads") {
      return templates.openUpload(call);
    }
    if (first === wabaId && second === "message_templates") {
      return call.method === "POST" ? templates.create(call) : templates.list(call);
    }
    if (first === "" || rest.length > 0) {
      return graphError(400, 2500, "Unknown path components");
    }
    if (call.method === "POST" && first === phoneNumberId && second === "messages") {
      if ((call.body as Send | null)?.status === undefined) {
        return takeMessage(call.body);
      }
      const problem = checkWhatsappTyping(call.body, "message");
      return problem === undefined ? success : graphError(400, 131009, problem);
    }
    if (call.method === "POST" && first === wabaId && second === "subscribed_apps") {
      return subscribe(call.body);
    }
    if (call.method === "POST" && first === phoneNumberId && second === undefined) {
      return subscribe((call.body as { webhook_configuration?: unknown })?.webhook_configuration);
    }
    if (call.method === "GET" && first === phoneNumberId && second === undefined) {
      return {
        status: 200,
        body: {
          id: phoneNumberId,
          display_phone_number: "+1 555-078-3881",
          verified_name: "Double Ltd",
          quality_rating: "GREEN",
          status: "CONNECTED",
          whatsapp_business_manager_messaging_limit: "TIER_2K",
        },
      };
    }
    const file = second === undefined ? call.files.get(first) : undefined;
    if (call.method !== "GET" || file === undefined) {
      return graphError(400, 100, `Object with ID '${first}' does not exist`, 33);
    }
    const size = file.bytes.length;
    return {
      status: 200,
      body: {
        url: `${url}/media/${first}`,
        mime_type: file.mimeType,
        file_size: size,
        id: first,
        messaging_product: "whatsapp",
      },
    };
  }

  return {
    type: "whatsapp",
    settings: (url) => ({
      phoneNumberId,
      accessToken,
      appSecret,
      wabaId,
      verifyToken: "double-verify-token",
      apiVersion: "v25.0",
      apiBaseUrl: url,
    }),
    answer,
    envelope: graphEnvelope,
    isSend: (call) =>
      call.method === "POST" &&
      /\/messages$/.test(call.path) &&
      (call.body as Send | null)?.status === undefined,
    identity: ({ body }) => (body as Send | null)?.biz_opaque_callback_data ?? JSON.stringify(body),
    webhookBody: whatsappWebhook,
    sign: (body) => metaHeaders(body, appSecret),
  };
}

const success: Verdict = { status: 200, body: { success: true } };

function download(call: ReceivedCall, fileId: string): Verdict {
  const file = call.files.get(fileId);
  if (file === undefined) {
    return graphError(404, 100, "Media not found", 33);
  }
  return { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
}

async function subscribe(body: unknown): Promise<Verdict> {
  const { override_callback_uri, verify_token } = (body ?? {}) as Record<string, string>;
  if (override_callback_uri === undefined) {
    return success;
  }
  if (override_callback_uri.length > 200) {
    return graphError(400, 100, "override_callback_uri is too long");
  }
  return (await challenge(override_callback_uri, verify_token ?? ""))
    ? success
    : graphError(400, 2200, "The callback URL did not answer the challenge");
}

function whatsappWebhook(event: DoubleEvent, makeId: () => string): unknown {
  if (event.kind === "raw") {
    return event.body;
  }
  const metadata = { display_phone_number: "15550783881", phone_number_id: phoneNumberId };
  const value = { messaging_product: "whatsapp", metadata, ...changeOf(event, makeId) };
  return {
    object: "whatsapp_business_account",
    entry: [{ id: wabaId, changes: [{ field: "messages", value }] }],
  };
}

function changeOf(event: Exclude<DoubleEvent, { kind: "raw" }>, makeId: () => string): object {
  const timestamp = String(Math.floor((("at" in event && event.at) || Date.now()) / 1_000));
  if (event.kind === "status") {
    const { messageId, status, to, correlation } = event;
    const errors = [{ code: 131026, title: "Message undeliverable" }];
    return {
      statuses: [
        {
          id: messageId,
          status,
          timestamp,
          recipient_id: to.replace("+", ""),
          biz_opaque_callback_data: correlation,
          errors: status === "failed" ? errors : undefined,
        },
      ],
    };
  }
  const from = event.from.replace("+", "");
  const base = { from, id: `wamid.${event.id ?? makeId()}`, timestamp };
  return {
    contacts: [{ profile: { name: event.name ?? "Ana Test" }, wa_id: from }],
    messages: [{ ...base, ...messageOf(event) }],
  };
}

function messageOf(event: Exclude<DoubleEvent, { kind: "raw" | "status" }>): object {
  switch (event.kind) {
    case "text":
      return { type: "text", text: { body: event.text } };
    case "tap":
      return {
        type: "interactive",
        interactive: {
          type: "button_reply",
          button_reply: { id: event.payload, title: event.label },
        },
      };
    case "image": {
      const { fileId: id, caption } = event;
      return {
        type: "image",
        image: {
          id,
          mime_type: "image/jpeg",
          sha256: "c2hh",
          caption,
        },
      };
    }
    case "location":
      return {
        type: "location",
        location: { latitude: event.latitude, longitude: event.longitude },
      };
    case "welcome":
      return { type: "request_welcome" };
  }
}
