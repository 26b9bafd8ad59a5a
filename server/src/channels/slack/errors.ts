import type { HttpReply, SendFailure, SendResult } from "../channel.ts";
import { isObject, list, object, text } from "../read-json.ts";
import { retryAfterMs } from "../retry-after.ts";
import { unclearAnswer } from "../unclear-answer.ts";
import { messageIdOf } from "./place.ts";

/** The meaning of Slack's error codes. Any other code is a fault of the message. */
const kinds: Readonly<Record<string, SendFailure["kind"]>> = {
  ratelimited: "busy",
  rate_limited: "busy",
  internal_error: "busy",
  service_unavailable: "busy",
  request_timeout: "busy",
  team_added_to_org: "busy",
  // The operation may have been carried out in part.
  fatal_error: "unknown",
  invalid_auth: "auth",
  not_authed: "auth",
  account_inactive: "auth",
  token_revoked: "auth",
  token_expired: "auth",
  org_login_required: "auth",
  ekm_access_denied: "auth",
  two_factor_setup_required: "auth",
  team_access_not_granted: "auth",
  access_denied: "auth",
  channel_not_found: "unreachable",
  user_not_found: "unreachable",
  users_not_found: "unreachable",
  user_disabled: "unreachable",
  user_not_visible: "unreachable",
  is_archived: "unreachable",
  cannot_dm_bot: "unreachable",
  not_in_channel: "unreachable",
  missing_scope: "policy",
  no_permission: "policy",
  not_allowed_token_type: "policy",
  as_user_not_supported: "policy",
  messages_tab_disabled: "policy",
  method_not_supported_for_channel_type: "policy",
  message_limit_exceeded: "policy",
  team_not_found: "policy",
  posting_to_general_channel_denied: "policy",
  posting_to_channel_denied: "policy",
};

/** Classifies Slack's answer to a call. A refusal comes with status 200 and `ok: false`. */
export function readSlackReply(reply: HttpReply): SendResult {
  const { status } = reply;
  const body = object(reply.body);
  const code = text(body.error);
  if (status >= 200 && status < 300 && body.ok === true) {
    return readSent(body);
  }
  if (status >= 200 && status < 300 && code === undefined) {
    return unclearAnswer;
  }
  const kind = code === undefined ? kindOfStatus(status) : kindOf(code, status);
  const pause = kind === "busy" ? retryAfterMs(reply) : undefined;
  const failure = {
    kind,
    code: code ?? String(status),
    message: code === undefined ? `Slack answered with status ${status}.` : explain(code, body),
  };
  return {
    ok: false,
    failure: { ...failure, retryAfterMs: pause },
  };
}

/** A shared file is told by its own id, not by that of its message. */
function readSent({ channel, ts, files }: Readonly<Record<string, unknown>>): SendResult {
  const [place, number] = [text(channel), text(ts)];
  if (place !== undefined && number !== undefined) {
    return { ok: true, messageId: messageIdOf(place, number) };
  }
  return list(files).some(isObject) ? { ok: true, messageId: undefined } : unclearAnswer;
}

function kindOf(code: string, status: number): SendFailure["kind"] {
  if (Object.hasOwn(kinds, code)) {
    return kinds[code] ?? "content";
  }
  if (code.startsWith("restricted_action") || code.startsWith("slack_connect_")) {
    return "policy";
  }
  return status < 300 ? "content" : kindOfStatus(status);
}

function kindOfStatus(status: number): SendFailure["kind"] {
  if (status === 429 || status === 408 || status >= 500) {
    return "busy";
  }
  return status === 401 || status === 403 ? "auth" : "content";
}

/** Slack names the scope that is missing, and what is wrong with a block. */
function explain(code: string, { needed, response_metadata }: Readonly<Record<string, unknown>>) {
  const scope = text(needed);
  const details = list(object(response_metadata).messages).flatMap((it) => text(it) ?? []);
  const more = [...(scope === undefined ? [] : [`needs the scope ${scope}`]), ...details];
  return more.length === 0
    ? `Slack refused: ${code}`
    : `Slack refused: ${code} (${more.join("; ")})`;
}
