import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";
import { graphEnvelope, graphError, graphPath, hasToken, metaHeaders } from "./graph.ts";
import { type GraphConversation, graphConversations } from "./graph-conversations.ts";
import { checkInstagramProfile, checkInstagramSend } from "./instagram-rules.ts";
import { metaMessage, metaWebhook } from "./meta-webhook.ts";
import { tokenBucket } from "./token-bucket.ts";

const accountId = "17841400000000000";
const firstToken = "IGAAaccounttoken";
const appSecret = "instagram-app-secret";

interface Send {
  readonly recipient?: { readonly id?: string; readonly comment_id?: string };
  readonly sender_action?: string;
  readonly message?: unknown;
}

/** Instagram's Send API with Instagram login, and what belongs to it. */
export function instagramPlatform(kept: readonly GraphConversation[] = []): Platform {
  let sent = 0;
  const tokens = [firstToken];
  const rate = tokenBucket(300, 300);
  /** Who wrote a comment and has not sent a message since. */
  const commenters = new Set<string>();
  const authors = new Map<string, string>();
  const answered = new Set<string>();

  function send(body: unknown): Verdict {
    const given = body as Send | null;
    if (given?.message !== undefined && given.sender_action !== undefined) {
      return graphError(400, 100, "message and sender_action cannot be sent together", 2018014);
    }
    const problem = checkInstagramSend(body);
    if (problem !== undefined) {
      return graphError(400, 100, problem, 2534015);
    }
    if (rate() > 0) {
      return graphError(400, 613, "Calls to this API have exceeded the rate limit", 2534040);
    }
    const { id = "", comment_id } = given?.recipient ?? {};
    if (comment_id === undefined && commenters.has(id)) {
      return graphError(400, 10, "This message is sent outside of allowed window", 2534022);
    }
    if (comment_id !== undefined) {
      return replyInPrivate(comment_id);
    }
    return {
      status: 200,
      body: { recipient_id: id, ...(given?.message !== undefined && newId()) },
    };
  }

  function replyInPrivate(commentId: string): Verdict {
    const author = authors.get(commentId);
    if (author === undefined) {
      return graphError(400, 100, "There is no such comment", 33);
    }
    if (answered.has(commentId)) {
      return graphError(400, 10900, "Activity already replied to", 0);
    }
    answered.add(commentId);
    return { status: 200, body: { recipient_id: author, ...newId() } };
  }

  /** The earlier token stays valid. */
  function refresh(): Verdict {
    const access_token = `${firstToken}${tokens.length + 1}`;
    tokens.push(access_token);
    return { status: 200, body: { access_token, token_type: "bearer", expires_in: 5_184_000 } };
  }

  function newId(): { readonly message_id: string } {
    return { message_id: `aWdDOUBLE${++sent}` };
  }

  function answer(call: ReceivedCall, url: string): Verdict {
    const { pathname, searchParams } = new URL(call.path, url);
    if (pathname.startsWith("/media/")) {
      const file = call.files.get(pathname.slice("/media/".length));
      return file === undefined
        ? { status: 404, body: null }
        : { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
    }
    if (!tokens.some((token) => hasToken(call, token))) {
      return graphError(401, 190, "Invalid OAuth access token", 463);
    }
    if (pathname === "/refresh_access_token") {
      return searchParams.get("grant_type") === "ig_refresh_token"
        ? refresh()
        : graphError(400, 100, "grant_type must be ig_refresh_token", 0);
    }
    const keeper = { platform: "instagram", own: accountId, newest: 20 } as const;
    const told = graphConversations(call, kept, keeper);
    if (told) {
      return told;
    }
    const [first = "", second] = graphPath(call.path) ?? [];
    const own = first === "me" || first === accountId;
    if (own && second === "messages" && call.method === "POST") {
      return send(call.body);
    }
    if (own && second === "subscribed_apps" && call.method === "POST") {
      return searchParams.get("subscribed_fields")?.split(",").includes("messages")
        ? { status: 200, body: { success: true } }
        : graphError(400, 100, "subscribed_fields is required", 0);
    }
    if (own && second === "messenger_profile" && /POST|DELETE/.test(call.method)) {
      const { platform = searchParams.get("platform") } = (call.body ?? {}) as {
        platform?: string;
      };
      const problem =
        platform === "instagram"
          ? checkInstagramProfile(call.method, call.body)
          : "platform must be instagram";
      return problem === undefined
        ? { status: 200, body: { result: "success" } }
        : graphError(400, 100, problem, 0);
    }
    if (call.method === "GET" && own && second === undefined) {
      return { status: 200, body: whoFor(searchParams.get("fields") ?? "") };
    }
    if (call.method === "GET" && /^\d{3,}$/.test(first) && second === undefined) {
      return commenters.has(first)
        ? untold
        : { status: 200, body: { id: first, name: "Ana Test", username: "ana.test" } };
    }
    return graphError(400, 100, "Unsupported request", 33);
  }

  /** Remembers who may be written to. */
  function note(body: unknown): unknown {
    for (const part of partsOf(body)) {
      if (part.from?.id !== undefined && part.id !== undefined) {
        authors.set(part.id, part.from.id);
        commenters.add(part.from.id);
      }
      if (part.sender?.id !== undefined) {
        commenters.delete(part.sender.id);
      }
    }
    return body;
  }

  return {
    type: "instagram",
    settings: (url) => ({
      login: "instagramLogin",
      accessToken: firstToken,
      appSecret,
      accountId,
      verifyToken: "double-verify-token",
      apiVersion: "v25.0",
      apiBaseUrl: url,
    }),
    answer,
    envelope: graphEnvelope,
    isSend: ({ method, path, body }) =>
      method === "POST" && /\/messages$/.test(path) && (body as Send | null)?.message !== undefined,
    identity: ({ body }) => JSON.stringify(body),
    webhookBody: (event, makeId) => note(instagramWebhook(event, makeId)),
    sign: (body) => metaHeaders(body, appSecret),
  };
}

/** The account itself, or the page that it is linked to, as the fields ask. */
function whoFor(fields: string): object {
  const username = "Double.Bakery";
  return fields.includes("instagram_business_account")
    ? {
        id: "1906385232743451",
        name: "Page",
        instagram_business_account: { id: accountId, username },
      }
    : { user_id: accountId, username, id: "9001" };
}

/** Nothing is wrong with asking: about people who only commented Instagram tells nothing. */
const { problem: _, ...untold } = graphError(
  403,
  230,
  "User consent is required to access user profile",
);

interface Part {
  readonly id?: string;
  readonly from?: { readonly id?: string };
  readonly sender?: { readonly id?: string };
}

/** The items and comments of a body of our own making. */
function partsOf(body: unknown): readonly Part[] {
  interface Entry {
    readonly messaging?: readonly Part[];
    readonly changes?: readonly { readonly value: Part }[];
  }
  const { entry } = body as { entry?: unknown };
  return (Array.isArray(entry) ? (entry as Entry[]) : []).flatMap((it) => [
    ...(it.messaging ?? []),
    ...(it.changes ?? []).map(({ value }) => value),
  ]);
}

function instagramWebhook(event: DoubleEvent, makeId: () => string): unknown {
  return metaWebhook("instagram", accountId, event, (it) => itemOf(it, makeId));
}

function itemOf(event: Exclude<DoubleEvent, { kind: "raw" }>, makeId: () => string): object {
  const mid = "id" in event && event.id !== undefined ? `aWd_${event.id}` : `aWd_${makeId()}`;
  switch (event.kind) {
    case "text":
    case "tap":
    case "image":
      return metaMessage(event, mid);
    case "welcome":
      return { referral: { ref: event.ref ?? "", source: "SHORTLINK", type: "OPEN_THREAD" } };
    case "status":
      return { read: { mid: event.messageId } };
    case "location":
      throw new Error("Instagram has no locations");
  }
}
