import type { IncomingMessage, ServerResponse } from "node:http";
import type { Channel, WebhookReply, WebhookRequest } from "../../channels/channel.ts";
import { channelOf, channelOfPath } from "../../channels/index.ts";
import { json } from "../../channels/read-json.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { readRawBody } from "../../http/read-raw-body.ts";
import { singleHeaders } from "../../http/single-headers.ts";
import { type ConnectedChannel, hasChannelRecord } from "../../records/connected-channel.ts";
import type { TrafficLog } from "../../records/traffic-log.ts";
import { type HearNews, splitNews } from "./account-news.ts";
import { keepAttached } from "./keep-attached.ts";
import { noteWebhook } from "./note-webhook.ts";
import type { ReceiveEvents } from "./receive-events.ts";
import { routeEvents } from "./route-events.ts";
import { webhookRefusals } from "./webhook-counts.ts";

/** More than any platform sends that sends no files along. */
const mostBytes = 3 * 1024 * 1024;

/** What webhooks need of the rest. */
export interface WebhookParts {
  readonly context: ServerContext;
  readonly channel: (id: string) => Promise<ConnectedChannel | undefined>;
  readonly channelsOfType: (type: string) => Promise<readonly ConnectedChannel[]>;
  readonly receive: ReceiveEvents;
  /** Stores news about an account. Repeating it changes nothing. */
  readonly hear: HearNews;
  readonly traffic: TrafficLog;
}

/** Answers a request if it is a webhook's; false if it is none. */
export type WebhookListener = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Answers `/webhooks/:type/:channelId`, `/webhooks/:type` and the addresses of other systems (`/facebook/webhook`) on the bare HTTP
 * server: signatures are over raw bytes, and platforms count milliseconds. The 200 comes after the events are stored.
 */
export function createWebhookListener(parts: WebhookParts): WebhookListener {
  return (request, response) => {
    const url = request.url ?? "";
    const [path = "", search = ""] = url.split("?", 2);
    const elsewhere = channelOfPath(path);
    if (!elsewhere && !url.startsWith("/webhooks/")) {
      return false;
    }
    const [, , named = "", id, ...rest] = path.split("/");
    const channel = elsewhere ?? (rest.length === 0 ? channelOf(named) : undefined);
    if (!channel) {
      refuse(response, "unknown", 404, "webhook.unknown", "There is no such webhook");
      return true;
    }
    const { type } = channel;
    const channelId = elsewhere ? undefined : id;
    const query = Object.fromEntries(new URLSearchParams(search));
    const place = { channel, channelId, url, query };
    answer(parts, request, response, place).catch((error: unknown) => {
      parts.context.log.error({ err: error, type }, "a webhook could not be stored");
      refuse(response, type, 503, "webhook.not-stored", "It could not be stored; send it again");
    });
    return true;
  };
}

interface Place {
  readonly channel: Channel;
  readonly channelId: string | undefined;
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
}

async function answer(
  parts: WebhookParts,
  incoming: IncomingMessage,
  response: ServerResponse,
  { channel, channelId, url, query }: Place,
): Promise<void> {
  const { type } = channel;
  const method = incoming.method ?? "GET";
  if (method !== "GET" && method !== "POST") {
    return refuse(response, type, 405, "webhook.method", "Webhooks take GET and POST");
  }
  const named = channelId === undefined ? undefined : await parts.channel(channelId);
  const own = named?.channel.type === type ? [named] : await sharing(parts, type, channelId);
  const bare = { method, url, query, headers: singleHeaders(incoming.headers) };
  const now = parts.context.now();
  // Large bodies are read only of senders whose headers or address tell who they are.
  const most = own.some((it) => isLargeSender(it, bare, now))
    ? (channel.mostWebhookBytes ?? mostBytes)
    : mostBytes;
  const body = method === "POST" ? await readRawBody(incoming, most) : new Uint8Array();
  if (!body) {
    const detail = `The body is over ${most / (1024 * 1024)} MB`;
    return refuse(response, type, 413, "request.too-large", detail);
  }

  if (own.length === 0) {
    // It is there, but its credentials cannot be read: that passes, so the platform must not give the address up.
    if (await hasChannelRecord(parts.context, type, channelId)) {
      const detail = "The channel's credentials cannot be read; send it again later";
      return refuse(response, type, 503, "channel.unreadable", detail);
    }
    return refuse(response, type, 404, "channel.not-found", "There is no such channel");
  }
  const request: WebhookRequest = { ...bare, body };
  if (method === "GET") {
    return shakeHands(response, channel, request, own);
  }

  if (channel.isProbe?.(request)) {
    response.writeHead(200, { "content-length": "0" }).end();
    return;
  }
  const verified = own.filter((it) => channel.verify(request, it.settings, now));
  if (verified.length === 0 && channelId !== undefined && !named) {
    return refuse(response, type, 404, "channel.not-found", "There is no such channel");
  }
  if (verified.length === 0) {
    if (named) {
      noteWebhook(parts, named, request, { status: 401, problem: "The signature does not fit" });
    }
    return refuse(response, type, 401, "webhook.signature", "The signature does not fit");
  }
  if (verified.length > 1 && verified.every((it) => channel.account(it.settings) === undefined)) {
    const advice = "Several channels fit this request; use the webhook address of one channel";
    return refuse(response, type, 409, "channel.ambiguous", advice);
  }
  const content = channel.readBody ? await channel.readBody(request) : parse(body);
  if (content === undefined) {
    const form = channel.readBody ? "cannot be read" : "is not valid JSON";
    return refuse(response, type, 400, "request.malformed", `The body ${form}`);
  }
  const routed = await routeEvents(parts, channel, verified, request, content);
  const events = await keepAttached(parts.context, routed);
  const { news, others } = splitNews(events);
  for (const { connected, event } of news) {
    await parts.hear(connected, event);
  }
  await parts.receive(others);
  for (const connected of new Set([
    ...events.map((it) => it.connected),
    ...(named ? [named] : []),
  ])) {
    const own = events.filter((it) => it.connected === connected);
    noteWebhook(parts, connected, request, { status: 200, events: own, content });
  }
  const reply = verified[0] && channel.respond?.(content, verified[0].settings);
  if (reply) {
    return write(response, reply);
  }
  response.writeHead(200, { "content-length": "0" }).end();
}

function isLargeSender(
  { channel, settings }: ConnectedChannel,
  bare: Omit<WebhookRequest, "body">,
  now: number,
): boolean {
  const { mostWebhookBytes, verify } = channel;
  return (
    mostWebhookBytes !== undefined && verify({ ...bare, body: new Uint8Array() }, settings, now)
  );
}

/**
 * The channels that an address without a channel may be for. An app of Meta has one address for all its pages and numbers: it
 * goes on working for the others when the channel it names is gone.
 */
async function sharing(
  { channelsOfType }: WebhookParts,
  type: string,
  channelId: string | undefined,
): Promise<readonly ConnectedChannel[]> {
  const all = await channelsOfType(type);
  if (channelId === undefined) {
    return all;
  }
  return all.filter(({ channel, settings }) => channel.account(settings) !== undefined);
}

function shakeHands(
  response: ServerResponse,
  channel: Channel,
  request: WebhookRequest,
  accounts: readonly ConnectedChannel[],
): void {
  const { type, handshake } = channel;
  const replies = handshake ? accounts.map((it) => handshake(request, it.settings)) : [];
  const reply = replies.find((it) => it.status < 300) ?? replies[0];
  if (!reply) {
    refuse(response, type, 405, "webhook.method", `${channel.title} only posts to this address`);
    return;
  }
  write(response, reply);
}

function write(response: ServerResponse, { status, body, contentType }: WebhookReply): void {
  const type = contentType ?? "text/plain; charset=utf-8";
  response.writeHead(status, { "content-type": type }).end(body);
}

function parse(body: Uint8Array): unknown {
  return json(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8"));
}

function refuse(
  response: ServerResponse,
  type: string,
  status: number,
  code: string,
  detail: string,
): void {
  webhookRefusals.inc({ type, reason: code });
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = {
    type: `https://chatloom.dev/problems/${code}`,
    title: "Webhook refused",
    status,
    code,
    detail,
  };
  response
    .writeHead(status, {
      "content-type": "application/problem+json",
      ...(status === 413 && { connection: "close" }),
      ...(status === 405 && { allow: "GET, POST" }),
    })
    .end(JSON.stringify(problem));
}
