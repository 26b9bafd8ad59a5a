import { createHmac } from "node:crypto";
import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";
import { checkSlackCall } from "./slack-rules.ts";
import { tokenBucket } from "./token-bucket.ts";

const botToken = "xoxb-110201543-double";
const signingSecret = "double_signing_secret";
const team = { id: "T0DOUBLE1", bot: "U0BOT0001" };

/** Slack's Web API, Events API and interactivity. */
export function slackPlatform(now: () => number): Platform {
  let sent = 0;
  const channels = new Map<string, () => number>();
  const uploads = new Map<string, number>();

  function takeMessage({ channel: to }: Record<string, unknown>): Verdict {
    const channel = String(to);
    const wait = waitFor(channel);
    if (wait > 0) {
      return tooMany(wait);
    }
    const ts = `${Math.floor(now() / 1_000)}.${String(++sent).padStart(6, "0")}`;
    // A person's id stands for the channel of their direct messages.
    const place = channel.startsWith("U") ? directOf(channel) : channel;
    return ok({ channel: place, ts, message: { ts } });
  }

  function waitFor(channel: string): number {
    const bucket = channels.get(channel) ?? tokenBucket(1, 20);
    channels.set(channel, bucket);
    return Math.ceil(bucket());
  }

  function share({ files }: Record<string, unknown>): Verdict {
    const [{ id = "" } = {}] = files as { readonly id?: string }[];
    return uploads.has(id) ? ok({ files: [{ id }] }) : problem("file_not_found");
  }

  function answer(call: ReceivedCall, url: string): Verdict {
    const { pathname, searchParams } = new URL(call.path, url);
    const [, method = "", rest = ""] = pathname.split("/");
    if (method === "upload") {
      return takeUpload(call, rest);
    }
    if (call.headers.authorization !== `Bearer ${botToken}`) {
      // A file without the token is answered with the page to sign in.
      return method === "media"
        ? { status: 200, body: Buffer.from("<html>"), headers: { "content-type": "text/html" } }
        : problem("invalid_auth");
    }
    switch (method) {
      case "media":
        return download(call, rest);
      case "files.info":
        return fileInfo(call, searchParams.get("file") ?? "", url);
      case "users.info":
        return userInfo(searchParams.get("user") ?? "");
      case "files.getUploadURLExternal":
        return startUpload(searchParams, url);
    }
    const wrong = checkSlackCall(method, call.body);
    if (wrong !== undefined) {
      return problem(wrong.includes("body.text") ? "no_text" : "invalid_blocks", wrong);
    }
    const body = call.body as Record<string, unknown>;
    switch (method) {
      case "auth.test":
        return ok({
          url: "https://double.slack.com/",
          team: "Double Team",
          user: "double",
          team_id: team.id,
          user_id: team.bot,
          bot_id: "B0BOT0001",
        });
      case "chat.postMessage":
        return takeMessage(body);
      default:
        return share(body);
    }
  }

  function startUpload(query: URLSearchParams, url: string): Verdict {
    const length = Number(query.get("length"));
    if (!query.get("filename") || !Number.isSafeInteger(length) || length < 1) {
      return problem("invalid_arguments");
    }
    const id = `F${String(uploads.size + 1).padStart(9, "0")}`;
    uploads.set(id, length);
    return ok({ upload_url: `${url}/upload/${id}`, file_id: id });
  }

  function takeUpload({ body }: ReceivedCall, id: string): Verdict {
    const file = (body as { readonly file?: { readonly size?: number } } | undefined)?.file;
    const fits = uploads.get(id) !== undefined && file?.size === uploads.get(id);
    return fits
      ? { status: 200, body: `OK - ${file?.size}` }
      : { status: 400, body: "bad upload", problem: "the file has another length than was told" };
  }

  return {
    type: "slack",
    settings: (url) => ({ botToken, signingSecret, teamId: team.id, apiBaseUrl: url }),
    answer,
    envelope: (status) => ({ ok: false, error: errorFor[status] ?? "internal_error" }),
    isSend: ({ path }) => /^\/(chat\.postMessage|files\.completeUploadExternal)$/.test(path),
    identity: ({ path, body }) => `${path} ${JSON.stringify(body)}`,
    webhookBody: slackBody,
    sign: (body) => {
      const seconds = String(Math.floor(now() / 1_000));
      const hmac = createHmac("sha256", signingSecret).update(`v0:${seconds}:${body}`);
      return {
        "x-slack-request-timestamp": seconds,
        "x-slack-signature": `v0=${hmac.digest("hex")}`,
      };
    },
  };
}

const errorFor: Readonly<Record<number, string>> = {
  400: "invalid_blocks",
  401: "invalid_auth",
  403: "invalid_auth",
  429: "ratelimited",
  503: "service_unavailable",
};

function directOf(user: string): string {
  return `D${user.slice(1)}`;
}

function ok(result: object): Verdict {
  return { status: 200, body: { ok: true, ...result } };
}

function problem(error: string, what = error): Verdict {
  return { status: 200, problem: what, body: { ok: false, error } };
}

function tooMany(seconds: number): Verdict {
  const body = { ok: false, error: "ratelimited" };
  const headers = { "retry-after": String(seconds) };
  return { status: 429, problem: "ratelimited", headers, body };
}

function fileInfo({ files }: ReceivedCall, id: string, url: string): Verdict {
  const known = files.has(id) ? { id, url_private_download: `${url}/media/${id}` } : undefined;
  return known ? ok({ file: known }) : problem("file_not_found");
}

function download({ files }: ReceivedCall, id: string): Verdict {
  const file = files.get(id);
  return file
    ? { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } }
    : { status: 404, body: "no such file", problem: "no such file" };
}

function userInfo(id: string): Verdict {
  const profile = { real_name: "Ana Test", email: "ana@example.org" };
  return id.startsWith("U")
    ? ok({ user: { id, name: "ana", locale: "vi-VN", profile } })
    : problem("user_not_found");
}

/** An event about someone's direct messages. `id` makes the message's `ts`; Slack sends no statuses and knows no locations. */
function slackBody(event: DoubleEvent, makeId: () => string): unknown {
  if (event.kind === "raw") {
    return event.body;
  }
  const envelope = {
    token: "t",
    team_id: team.id,
    api_app_id: "A0BBB2222",
    type: "event_callback",
    event_id: `Ev${makeId()}`,
    authorizations: [{ enterprise_id: null, team_id: team.id, user_id: team.bot, is_bot: true }],
  };
  if (event.kind === "status" || event.kind === "location") {
    return { ...envelope, event: { type: "link_shared" } };
  }
  const { from, at = 0 } = event;
  // A repeated message has the same time.
  const seconds = event.id === undefined ? Math.floor(at / 1_000) : 1_754_000_000;
  const micro = String(Number(event.id ?? Math.floor(Math.random() * 1e6)) % 1e6).padStart(6, "0");
  const ts = `${seconds}.${micro}`;
  const channel = directOf(from);
  const about = { user: from, channel, channel_type: "im", ts, event_ts: ts };
  const wrap = (inner: object) => ({ ...envelope, event_time: seconds, event: inner });
  switch (event.kind) {
    case "text":
      return wrap({ type: "message", ...about, text: escaped(event.text) });
    case "image": {
      const file = { id: event.fileId, name: "a.jpg", mimetype: "image/jpeg", mode: "hosted" };
      const text = escaped(event.caption ?? "");
      return wrap({ type: "message", subtype: "file_share", ...about, text, files: [file] });
    }
    case "welcome":
      return wrap({ type: "app_home_opened", ...about, tab: "messages" });
    case "tap":
      return new URLSearchParams({
        payload: JSON.stringify({
          type: "block_actions",
          api_app_id: "A0BBB2222",
          team: { id: team.id },
          user: { id: from, username: "ana", team_id: team.id },
          container: { type: "message", message_ts: "1754000000.000100", channel_id: channel },
          channel: { id: channel, name: "directmessage" },
          actions: [
            {
              type: "button",
              action_id: "option-0",
              text: { type: "plain_text", text: event.label },
              value: event.payload,
              action_ts: ts,
            },
          ],
        }),
      });
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
