import { mostFileBytes } from "@chatloom/api-schema";
import type { Dispatcher } from "undici";
import type { HttpCall, SendFailure } from "../../channels/channel.ts";
import { refusalOf } from "../../channels/refusal-of.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { MediaContent } from "../../domain/media-content.ts";
import type { ConnectedAccount } from "../../records/connected-channel.ts";
import { fileErrors } from "../../records/file-errors.ts";
import { findKeptFile, saveFile } from "../../records/file-store.ts";
import { guardedAgent } from "../effects/guarded-agent.ts";
import type { PlatformClient } from "../outbound/platform-client.ts";
import { type MediaOutcome, readFetchError, readRefusal } from "./media-outcome.ts";

/** Fetches the files that contacts sent from the platforms that hold them. */
export interface MediaSource {
  /** One try; never throws. A file that is here already is not fetched again. */
  readonly fetch: (
    connected: ConnectedAccount,
    content: MediaContent,
    fileId: string,
  ) => Promise<MediaOutcome>;
  readonly close: () => Promise<void>;
}

/** The longest that one file may take. */
const fetchTimeoutMs = 60_000;
const mostRedirects = 3;

/** Made once per server. */
export function createMediaSource(context: ServerContext, client: PlatformClient): MediaSource {
  const agent = guardedAgent(context.config.outboundAllowPrivate);

  return {
    async fetch(connected, content, fileId) {
      try {
        const known = await findKeptFile(context, fileId);
        if (known) {
          return { kind: "kept", file: known };
        }
        return await fetchAndKeep(connected, content, fileId);
      } catch (error) {
        return readFetchError(error);
      }
    },
    async close() {
      await agent.destroy();
    },
  };

  async function fetchAndKeep(
    connected: ConnectedAccount,
    content: MediaContent,
    fileId: string,
  ): Promise<MediaOutcome> {
    const located = await locate(connected, content.platformId ?? "");
    if ("kind" in located) {
      return located;
    }
    const response = await download(located.call);
    const { statusCode, headers, body } = response;
    if (statusCode !== 200) {
      await body.dump();
      return readRefusal(statusCode, headers, new URL(located.call.url).host);
    }
    if (Number(headers["content-length"]) > mostFileBytes) {
      body.destroy();
      throw fileErrors.tooLarge();
    }
    const type = headers["content-type"];
    const name = new URL(located.call.url).pathname.split("/").at(-1) ?? "";
    const file = await saveFile(context, connected.workspaceId, {
      content: body,
      fileName: content.fileName ?? name,
      declaredType: content.mimeType ?? (typeof type === "string" ? type : ""),
      alias: fileId,
    });
    return { kind: "kept", file };
  }

  async function locate(
    { channel, settings }: ConnectedAccount,
    platformId: string,
  ): Promise<{ readonly call: HttpCall } | MediaOutcome> {
    const { media } = channel;
    if (!media) {
      return noAddress;
    }
    const question = media.locate?.(platformId, settings);
    if (!question) {
      return found(media.download(undefined, platformId, settings));
    }
    const result = await client.call(question);
    if (!("reply" in result)) {
      return { kind: "busy", message: "notSent" in result ? result.notSent : result.lost };
    }
    const { reply } = result;
    if (reply.status >= 300) {
      return readRefusal(reply.status, reply.headers, new URL(question.url).host);
    }
    // Some platforms ask to wait with a good status.
    const refused = refusalOf(channel, reply);
    if (refused?.kind === "busy") {
      return busy(refused);
    }
    return found(media.download(reply, platformId, settings));
  }

  async function download(call: HttpCall): Promise<Dispatcher.ResponseData> {
    const signal = AbortSignal.timeout(fetchTimeoutMs);
    let url = new URL(call.url);
    let headers = { ...call.headers };
    for (let hop = 0; ; hop += 1) {
      const response = await request(url, headers, signal);
      const { location } = response.headers;
      const moved = response.statusCode >= 301 && response.statusCode <= 308;
      if (!moved || typeof location !== "string" || hop === mostRedirects) {
        return response;
      }
      await response.body.dump();
      const next = new URL(location, url);
      // Credentials stay with the host they were meant for.
      if (next.origin !== url.origin) {
        headers = {};
      }
      url = next;
    }
  }

  async function request(
    url: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    return agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: "GET",
      headers: { ...headers },
      signal,
    });
  }
}

function busy({ message, retryAfterMs }: SendFailure): MediaOutcome {
  return { kind: "busy", message, retryAfterMs };
}

const noAddress: MediaOutcome = {
  kind: "refused",
  code: "media.no-address",
  message: "The platform did not say where the file is",
};

function found(call: HttpCall | undefined): { readonly call: HttpCall } | MediaOutcome {
  return call && URL.canParse(call.url) ? { call } : noAddress;
}
