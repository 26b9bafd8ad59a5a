import { createHmac } from "node:crypto";
import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";
import { checkTiktokCall } from "./tiktok-rules.ts";

const appId = "7512345678901234567";
const appSecret = "double-tiktok-secret";
const businessId = "biz-open-id";

/** TikTok's Business Messaging API. A refusal comes with status 200 and a code. */
export function tiktokPlatform(now: () => number): Platform {
  const names = new Map<string, string>();
  const first = "double-tiktok-access";
  /** A renewal does not end the tokens before it. A refresh token is taken once. */
  const accessTokens = [first];
  let refreshToken = "double-tiktok-refresh";
  let sent = 75_120;
  let uploaded = 0;

  function answer(call: ReceivedCall, url: string): Verdict {
    const { pathname, searchParams } = new URL(call.path, url);
    if (pathname.startsWith("/files/")) {
      return download(call, pathname.slice("/files/".length));
    }
    const path = pathOf(call);
    if (call.method === "POST") {
      const wrong = checkTiktokCall(path, call.body);
      if (wrong !== undefined) {
        return problem(40002, wrong);
      }
    }
    const body = (call.body ?? {}) as Body;
    if (path === "tt_user/oauth2/refresh_token/") {
      return renew(body);
    }
    if (path === "business/webhook/update/") {
      return body.app_id === appId && body.secret === appSecret
        ? ok({ app_id: appId, callback_url: body.callback_url })
        : problem(40001, "No permission to operate this app");
    }
    if (!accessTokens.includes(call.headers["access-token"] ?? "")) {
      return problem(40105, "Access token is incorrect or has been revoked");
    }
    if ((body.business_id ?? searchParams.get("business_id")) !== businessId) {
      return problem(40001, "No permission to operate this account");
    }
    switch (path) {
      case "business/message/send/":
        return ok({ message: { message_id: body.sender_action ? "" : String(++sent) } });
      case "business/message/media/upload/":
        return ok({ media_id: `upload-${++uploaded}` });
      case "business/message/media/download/":
        return ok({ download_url: `${url}/files/${body.media_id}` });
      case "business/get/":
        return ok({ username: "double.shop", display_name: "Double's Shop" });
      case "business/message/content/list/":
        return participants(searchParams.get("conversation_id") ?? "");
      default:
        return problem(40007, "Not found");
    }
  }

  function renew({ client_id, client_secret, refresh_token }: Body): Verdict {
    if (client_id !== appId || client_secret !== appSecret || refresh_token !== refreshToken) {
      return problem(40104, "Refresh token is invalid");
    }
    const accessToken = `${accessTokens.at(-1)}+`;
    accessTokens.push(accessToken);
    refreshToken = `${refreshToken}+`;
    const lives = { expires_in: 86_400, refresh_token_expires_in: 31_536_000 };
    const tokens = { access_token: accessToken, refresh_token: refreshToken, open_id: businessId };
    return ok({ ...tokens, ...lives, token_type: "Bearer", scope: "message.list.send" });
  }

  function participants(conversation: string): Verdict {
    const business = { role: "BUSINESS_ACCOUNT", id: businessId, display_name: "Double's Shop" };
    const display_name = names.get(conversation) ?? "Ana Test";
    const person = { role: "PERSONAL_ACCOUNT", id: `user of ${conversation}`, display_name };
    return ok({ messages: [], participants: [business, person] });
  }

  function download({ files, headers }: ReceivedCall, fileId: string): Verdict {
    const found = accessTokens.includes(headers["x-user"] ?? "") ? files.get(fileId) : undefined;
    return found === undefined
      ? { status: 403, body: null, problem: "the file is not given out" }
      : { status: 200, body: found.bytes, headers: { "content-type": found.mimeType } };
  }

  function webhookBody(event: DoubleEvent, makeId: () => string): unknown {
    if (event.kind === "raw") {
      return event.body;
    }
    if (event.kind === "status") {
      const read = { read: { last_read_timestamp: now() } };
      return envelope("im_mark_read_msg", { ...conversation(event.to), ...read });
    }
    if (event.name !== undefined) {
      names.set(event.from, event.name);
    }
    const message_id = event.id ?? makeId();
    const timestamp = event.at ?? now();
    const content = { ...conversation(event.from), message_id, timestamp, ...contentOf(event) };
    return event.kind === "welcome"
      ? envelope("im_referral_msg", { ...conversation(event.from), timestamp, ...contentOf(event) })
      : envelope("im_receive_msg", content);
  }

  function conversation(conversation_id: string): object {
    return {
      from: names.get(conversation_id) ?? "ana.test",
      to: "double.shop",
      from_user: { id: `user of ${conversation_id}`, role: "personal_account" },
      to_user: { id: businessId, role: "business_account" },
      conversation_id,
      timestamp: now(),
      scene_type: 0,
      message_tag: { source: "APP" },
    };
  }

  function envelope(event: string, content: object): object {
    const create_time = Math.floor(now() / 1_000);
    const known = { client_key: appId, event, create_time, user_openid: businessId };
    return { ...known, content: JSON.stringify(content) };
  }

  return {
    type: "tiktok",
    settings: (url) => ({
      appId,
      appSecret,
      businessId,
      accessToken: first,
      refreshToken,
      apiBaseUrl: url,
    }),
    answer,
    envelope: (status) => {
      const code = codes[status] ?? 40002;
      return { code, message: "Refused", request_id: "r", data: {} };
    },
    isSend: (call) =>
      pathOf(call) === "business/message/send/" &&
      (call.body as Body | null)?.message_type !== "SENDER_ACTION",
    identity: ({ body }) => JSON.stringify(body),
    webhookBody,
    sign(body) {
      const t = Math.floor(now() / 1_000);
      const s = createHmac("sha256", appSecret).update(`${t}.${body}`).digest("hex");
      return { "tiktok-signature": `t=${t},s=${s}` };
    },
  };
}

type Body = Readonly<Record<string, unknown>>;
const codes: Readonly<Record<number, number>> = { 401: 40105, 429: 40100, 500: 50000, 503: 51065 };

function pathOf({ path }: ReceivedCall): string {
  return new URL(path, "http://tiktok").pathname.replace(/^\/open_api\/v1\.3\//, "");
}

/** TikTok has no welcome of its own: people come by a link. */
function contentOf(event: Exclude<DoubleEvent, { kind: "raw" | "status" }>): object {
  switch (event.kind) {
    case "text":
      return { type: "text", text: { body: event.text } };
    case "tap": {
      const payload = { reply_source_msg_id: "7", reply_source_unique_id: event.payload };
      return { type: "text", text: { body: event.label }, reply_source_payload: payload };
    }
    case "image":
      return { type: "image", image: { media_id: event.fileId } };
    case "location":
      return { type: "location" };
    case "welcome":
      return { referral: { source: "short_link", short_link: { ref: event.ref ?? "link" } } };
  }
}

function ok(data: object): Verdict {
  return { status: 200, body: { code: 0, message: "OK", request_id: "r", data } };
}

function problem(code: number, message: string): Verdict {
  return { status: 200, problem: message, body: { code, message, request_id: "r", data: {} } };
}
