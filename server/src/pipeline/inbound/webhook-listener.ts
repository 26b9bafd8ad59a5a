import type { IncomingMessage, ServerResponse } from "node:http";
import { defined } from "@chatloom/flows-schema";
import type { WebhookReply, WebhookRequest } from "../../channels/channel.ts";
import { json } from "../../channels/read-json.ts";
import { metrics } from "../../context/metrics.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { Span } from "../../context/tracer.ts";
import { readRawBody } from "../../http/read-raw-body.ts";
import { singleHeaders } from "../../http/single-headers.ts";
import { isGenuineWebhook } from "../../platforms/is-genuine-webhook.ts";
import { type Platform, platformOf, platformsOfPath } from "../../platforms/platform.ts";
import { type ConnectedAccount, hasChannelRecord } from "../../records/connected-channel.ts";
import { noteCrmChange } from "../../records/crm-exchange-model.ts";
import type { TrafficLog } from "../../records/traffic-log.ts";
import type { Bridges } from "../bridges/bridges.ts";
import type { PaymentEffects } from "../payments/payment-effects.ts";
import { type HearNews, splitEvents } from "./account-news.ts";
import { keepAttached } from "./keep-attached.ts";
import { noteWebhook } from "./note-webhook.ts";
import type { ReceiveEvents } from "./receive-events.ts";
import { routeEvents } from "./route-events.ts";

/** More than any platform sends that sends no files along. */
const mostBytes = 3 * 1024 * 1024;

/** The services that webhooks use. */
export interface WebhookParts {
  readonly context: ServerContext;
  readonly account: (id: string) => Promise<ConnectedAccount | undefined>;
  readonly accountsOfType: (type: string) => Promise<readonly ConnectedAccount[]>;
  readonly receive: ReceiveEvents;
  /** Stores news about an account. Repeating it changes nothing. */
  readonly hear: HearNews;
  /** Stores what came of a payment. Repeating it changes nothing. */
  readonly reportPayment: PaymentEffects["report"];
  /** Stores messages that bridges carry to other helpdesks. Repeating it changes nothing. */
  readonly bridge: Bridges["receive"];
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
    const elsewhere = platformsOfPath(path);
    if (elsewhere.length === 0 && !url.startsWith("/webhooks/")) {
      return false;
    }
    const [, , named = "", id, ...rest] = path.split("/");
    const known = rest.length === 0 ? platformOf(named) : undefined;
    const platforms = elsewhere.length > 0 ? elsewhere : known ? [known] : [];
    const [platform] = platforms;
    if (!platform) {
      refuse(response, "unknown", 404, "webhook.unknown", "There is no such webhook");
      return true;
    }
    const { type } = platform;
    const accountId = elsewhere.length > 0 ? undefined : id;
    const query = Object.fromEntries(new URLSearchParams(search));
    const place = { platforms, type, accountId, url, query };
    const span = parts.context.tracer?.start("webhook", {
      kind: "server",
      facts: { channelType: type },
    });
    answer(parts, request, response, place, span)
      .catch((error: unknown) => {
        parts.context.log.error({ err: error, type }, "a webhook could not be stored");
        refuse(response, type, 503, "webhook.not-stored", "It could not be stored; send it again");
      })
      .finally(() => {
        const { statusCode: status } = response;
        span?.add({ status });
        span?.end(status >= 400 ? String(status) : undefined);
      });
    return true;
  };
}

interface Place {
  /** Several where platforms share an address. */
  readonly platforms: readonly Platform[];
  /** Of the first, for counts. */
  readonly type: string;
  readonly accountId: string | undefined;
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
}

async function answer(
  parts: WebhookParts,
  incoming: IncomingMessage,
  response: ServerResponse,
  { platforms, type, accountId, url, query }: Place,
  span: Span | undefined,
): Promise<void> {
  const method = incoming.method ?? "GET";
  if (method !== "GET" && method !== "POST") {
    return refuse(response, type, 405, "webhook.method", "Webhooks take GET and POST");
  }
  const found = accountId === undefined ? undefined : await parts.account(accountId);
  const named = found?.channel.type === type ? found : undefined;
  const own = named ? [named] : await sharing(parts, platforms, accountId);
  const bare = { method, url, query, headers: singleHeaders(incoming.headers) };
  const now = parts.context.now();
  const { secretKey } = parts.context.config;
  const isGenuine = (it: ConnectedAccount, request: WebhookRequest) =>
    isGenuineWebhook(secretKey, it, request, now);
  // Large bodies are read only of senders whose headers or address tell who they are.
  const most = Math.max(
    mostBytes,
    ...own
      .filter((it) => it.channel.mostWebhookBytes !== undefined)
      .filter((it) => isGenuine(it, { ...bare, body: new Uint8Array() }))
      .map((it) => it.channel.mostWebhookBytes ?? mostBytes),
  );
  const body = method === "POST" ? await readRawBody(incoming, most) : new Uint8Array();
  if (!body) {
    const detail = `The body is over ${most / (1024 * 1024)} MB`;
    return refuse(response, type, 413, "request.too-large", detail);
  }

  if (own.length === 0) {
    // It is there, but its credentials cannot be read: that passes, so the platform must not give the address up.
    if (await hasChannelRecord(parts.context, type, accountId)) {
      const detail = "The channel's credentials cannot be read; send it again later";
      return refuse(response, type, 503, "channel.unreadable", detail);
    }
    return refuse(response, type, 404, "channel.not-found", "There is no such channel");
  }
  const request: WebhookRequest = { ...bare, body };
  if (method === "GET") {
    return shakeHands(response, request, own);
  }

  if (platforms.some((it) => it.isProbe?.(request))) {
    response.writeHead(200, { "content-length": "0" }).end();
    return;
  }
  const verified = own.filter((it) => isGenuine(it, request));
  const [first] = verified;
  if (!first) {
    if (accountId !== undefined && !named) {
      return refuse(response, type, 404, "channel.not-found", "There is no such channel");
    }
    const isUnsigned = own.every((it) => it.channel.signs?.(it.settings) === false);
    const problem = isUnsigned
      ? "The address has no token or a wrong one; copy the webhook's address again"
      : "The signature does not fit";
    if (named) {
      noteWebhook(parts, named, request, { status: 401, problem });
    }
    return refuse(response, type, 401, "webhook.signature", problem);
  }
  const fitting = platforms
    .map((platform) => verified.filter((it) => it.channel === platform))
    .filter((it) => it.length > 0);
  if (fitting.some(isAmbiguous)) {
    const advice = "Several channels fit this request; use the webhook address of one channel";
    return refuse(response, type, 409, "channel.ambiguous", advice);
  }
  const { channel } = first;
  const content = channel.readBody ? await channel.readBody(request) : parse(body);
  if (content === undefined) {
    const form = channel.readBody ? "cannot be read" : "is not valid JSON";
    return refuse(response, type, 400, "request.malformed", `The body ${form}`);
  }
  const events = (
    await Promise.all(fitting.map((it) => routeEvents(parts, it, request, content)))
  ).flat();
  const { news, payments, customers, others } = splitEvents(events);
  for (const { connected, event } of news) {
    await parts.hear(connected, event);
  }
  for (const { connected, event } of payments) {
    await parts.reportPayment(connected, event);
  }
  for (const { connected, event } of customers) {
    await noteCrmChange(parts.context, connected, event.crmId);
  }
  await parts.bridge(fitting.flat(), content);
  span?.add({ workspaceId: first.workspaceId, channelId: first.id, inputs: events.length });
  await parts.receive(await keepAttached(parts.context, others), span?.trace);
  for (const connected of new Set([
    ...events.map((it) => it.connected),
    ...(named ? [named] : []),
  ])) {
    const own = events.filter((it) => it.connected === connected);
    noteWebhook(parts, connected, request, { status: 200, events: own, content });
  }
  const reply = channel.respond?.(content, first.settings);
  if (reply) {
    return write(response, reply);
  }
  response.writeHead(200, { "content-length": "0" }).end();
}

/** Whether nothing tells which of several accounts of one platform a request is for. */
function isAmbiguous(verified: readonly ConnectedAccount[]): boolean {
  return (
    verified.length > 1 && verified.every((it) => it.channel.account(it.settings) === undefined)
  );
}

/**
 * The accounts that an address without an account may be for. An app of Meta has one address for all its pages and numbers: it
 * goes on working for the others when the channel it names is gone.
 */
async function sharing(
  { accountsOfType }: WebhookParts,
  platforms: readonly Platform[],
  accountId: string | undefined,
): Promise<readonly ConnectedAccount[]> {
  const all = (await Promise.all(platforms.map((it) => accountsOfType(it.type)))).flat();
  if (accountId === undefined) {
    return all;
  }
  return all.filter(({ channel, settings }) => channel.account(settings) !== undefined);
}

function shakeHands(
  response: ServerResponse,
  request: WebhookRequest,
  accounts: readonly ConnectedAccount[],
): void {
  const replies = accounts.flatMap(({ channel, settings }) => {
    const reply = channel.handshake?.(request, settings);
    return reply ? [reply] : [];
  });
  const reply = replies.find((it) => it.status < 300) ?? replies[0];
  if (!reply) {
    const [{ type = "unknown", title = "The platform" } = {}] = accounts.map((it) => it.channel);
    refuse(response, type, 405, "webhook.method", `${title} only posts to this address`);
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
  metrics.webhookRefusals.inc({ type, reason: code });
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
      ...defined({
        connection: status === 413 ? "close" : undefined,
        allow: status === 405 ? "GET, POST" : undefined,
      }),
    })
    .end(JSON.stringify(problem));
}
