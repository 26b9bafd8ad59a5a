import type { MessageContent } from "@chatloom/flows-schema";
import { LRUCache } from "lru-cache";
import { Agent, type Dispatcher } from "undici";
import type { HttpCall } from "../channels/channel.ts";
import type { ConnectedChannel } from "../connected-channels/connected-channel.ts";
import { guardedAgent, refusePrivateLiteral } from "../effects/guarded-agent.ts";
import { saveFile } from "../files/file-store.ts";
import type { PlatformClient } from "../outbox/platform-client.ts";
import type { ServerContext } from "../server-context.ts";

/** Contents that hold a file. */
type Media = Extract<MessageContent, { url: string }>;

/** Keeps the files that contacts send: platforms' own links end within minutes. */
export interface MediaFetcher {
  /** The content with the file kept here, or as it was if the file cannot be had. The same event's file is fetched once. */
  readonly keep: (
    connected: ConnectedChannel | undefined,
    eventId: string,
    content: MessageContent,
  ) => Promise<MessageContent>;
  readonly close: () => Promise<void>;
}

/** A conversation waits for its contact's file so long, and then goes on without. */
const timeoutMs = 10_000;

/** Made once per server. */
export function createMediaFetcher(context: ServerContext, client: PlatformClient): MediaFetcher {
  const trusted = new Agent({ connections: 16 });
  const guarded = guardedAgent(context.config.outboundAllowPrivate);
  const kept = new LRUCache<string, Promise<MessageContent>>({ max: 1_000 });

  return {
    async keep(connected, eventId, content) {
      if (!connected || !isMedia(content) || !content.platformId || content.fileId) return content;
      const known = kept.get(eventId);
      if (known) return known;
      const keeping = keep(connected, content, content.platformId).catch((error: unknown) => {
        context.log.warn({ err: error, channelId: connected.id }, "a contact's file was not kept");
        return content;
      });
      kept.set(eventId, keeping);
      return keeping;
    },
    async close() {
      await Promise.all([trusted.close(), guarded.close()]);
    },
  };

  async function keep(
    connected: ConnectedChannel,
    content: Media,
    platformId: string,
  ): Promise<MessageContent> {
    const call = await locate(connected, platformId);
    if (!call) return content;
    const url = new URL(call.url);
    const own = isOwnHost(connected, url);
    // Only the platform's own servers may be private ones.
    if (!own && !context.config.outboundAllowPrivate) refusePrivateLiteral(url);
    const { body, headers } = await download(call, url, own ? trusted : guarded);
    const type = headers["content-type"];
    const file = await saveFile(context, connected.workspaceId, {
      content: body,
      fileName: content.fileName ?? url.pathname.split("/").at(-1) ?? "",
      declaredType: content.mimeType ?? (typeof type === "string" ? type : ""),
    });
    return {
      ...content,
      url: file.url,
      fileId: file.id,
      mimeType: file.mimeType,
      size: file.size,
      ...(content.fileName === undefined && content.kind === "file" && { fileName: file.fileName }),
    };
  }

  async function locate(
    { channel, settings }: ConnectedChannel,
    platformId: string,
  ): Promise<HttpCall | undefined> {
    const { media } = channel;
    if (!media) return undefined;
    if (!media.locate) return media.download(undefined, platformId, settings);
    const result = await client.call(media.locate(platformId, settings));
    return "reply" in result ? media.download(result.reply, platformId, settings) : undefined;
  }

  async function download(call: HttpCall, url: URL, agent: Dispatcher) {
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: call.method,
      headers: { ...call.headers },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.statusCode === 200) return response;
    await response.body.dump();
    throw new Error(`${url.host} answered ${response.statusCode}`);
  }
}

function isMedia(content: MessageContent): content is Media {
  return "url" in content;
}

function isOwnHost({ settings }: ConnectedChannel, url: URL): boolean {
  const base: unknown = (settings as Readonly<Record<string, unknown>>).apiBaseUrl;
  return typeof base === "string" && URL.canParse(base) && new URL(base).origin === url.origin;
}
