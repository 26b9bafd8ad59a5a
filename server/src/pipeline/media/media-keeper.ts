import type { MessageContent } from "@chatloom/flows-schema";
import { LRUCache } from "lru-cache";
import type { ServerContext } from "../../context/server-context.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import { type AwaitedFile, isOnPlatform, type MediaContent } from "../../domain/media-content.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { presentMessage } from "../../domain/present-message.ts";
import type { ConnectedAccount } from "../../records/connected-channel.ts";
import { fileUrl } from "../../records/file-url.ts";
import { messagesOf } from "../../records/message-model.ts";
import { derivedId } from "../../store/derived-id.ts";
import { isStoreAway } from "../../store/is-store-away.ts";
import { createFairQueue, QueueFull } from "../effects/fair-queue.ts";
import { mediaDelay } from "./media-delay.ts";
import type { MediaOutcome } from "./media-outcome.ts";
import type { MediaSource } from "./media-source.ts";

/** The known facts of a message's file when the conversation receives the message. */
export interface FetchedMedia {
  readonly content: MessageContent;
  readonly file: AwaitedFile;
  readonly failure?: NonNullable<MessageDoc["failure"]>;
}

/** Keeps the files that contacts send: platforms' own links end within minutes. */
export interface MediaKeeper {
  /** Fetches the file of an event that is about to be heard; undefined when there is none to fetch. Waits for a moment only. */
  readonly fetch: (inbound: WaitingInbound) => Promise<FetchedMedia | undefined>;
  /** Begins to try again what is due. */
  readonly start: () => void;
  readonly close: () => Promise<void>;
}

/** A conversation waits so long for its contact's file; then it goes on with the file's address, and the file follows. */
const patienceMs = 3_000;
/** Whoever fetches says so this often; a dead process's file is fetched by another after the longer time. */
const renewMs = 4_000;
const claimMs = 12_000;
const sweepMs = 1_000;
/** A host that does not answer holds up one conversation's files, and never those of other conversations or workspaces. */
const limits = { atOnce: 60, atOncePerOwner: 20, atOncePerKind: 2, waitingPerOwner: 500 };
const mostAtOnce = 10;

/** Made once per server. */
export function createMediaKeeper(
  context: ServerContext,
  source: MediaSource,
  account: (id: string) => Promise<ConnectedAccount | undefined>,
): MediaKeeper {
  const { now, log } = context;
  const messages = messagesOf(context.connection);
  const tries = new LRUCache<string, Promise<MediaOutcome>>({ max: 1_000 });
  let timer: NodeJS.Timeout | undefined;
  const fetches = createFairQueue(limits);
  /** The files that this process fetches now. Their claims seem to be over when its clock jumps. */
  const underWay = new Set<string>();
  /** Files that the sweeper tries again now. */
  const retrying = new Set<Promise<void>>();
  let sweeping = Promise.resolve();
  let closed = false;

  return {
    fetch,
    start() {
      plan();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await source.close();
      await sweeping;
      await Promise.all(retrying);
    },
  };

  async function fetch({
    _id,
    channelId,
    event,
  }: WaitingInbound): Promise<FetchedMedia | undefined> {
    const holds = event.kind === "message" || event.kind === "agentMessage";
    if (!holds || !isOnPlatform(event.content)) {
      return undefined;
    }
    const { content, messageId } = event;
    const id = awaitedFileId(_id);
    let fetching = tries.get(_id);
    if (!fetching) {
      const owner = event.kind === "message" ? event.from.id : event.case.id;
      fetching = attempt(channelId, content, id, owner);
      tries.set(_id, fetching);
    }
    const outcome = await Promise.race([fetching, patience()]);
    const file: AwaitedFile = { id, attempts: 1 };
    switch (outcome?.kind) {
      case "kept":
        return { content: withFile(content, outcome), file };
      case "refused": {
        const { code, message } = outcome;
        return { content, file, failure: { code, message } };
      }
      case "busy": {
        const delay = mediaDelay(1, Math.random(), outcome.retryAfterMs) ?? 0;
        return { content: promised(content, id), file: { ...file, nextAt: now() + delay } };
      }
      case undefined:
        if (event.kind === "agentMessage") {
          return undefined;
        }
        void claimed({ channelId, platformId: messageId }, fetching).then((late) =>
          settleSoon(channelId, messageId, late),
        );
        return { content: promised(content, id), file: { ...file, nextAt: now() + claimMs } };
    }
  }

  /** The message may be decided and not be written yet; should it stay away, the sweeper finds the file kept. */
  async function settleSoon(channelId: string, platformId: string, outcome: MediaOutcome) {
    try {
      for (let turn = 0; turn < 20 && !closed; turn += 1) {
        const message = await messages.findOne({ channelId, platformId });
        if (message) {
          return await settle(message, outcome);
        }
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    } catch (error) {
      log.warn({ err: error, channelId }, "a contact's file is noted later");
    }
  }

  async function sweep(): Promise<void> {
    const due = await messages
      .find({ "file.nextAt": { $lte: now() } })
      .sort({ "file.nextAt": 1 })
      .limit(mostAtOnce)
      .toArray();
    for (const message of due) {
      const retry = again(message)
        .catch((error: unknown) => logFailure(error))
        .finally(() => retrying.delete(retry));
      retrying.add(retry);
    }
  }

  function logFailure(error: unknown): void {
    if (!closed && !isStoreAway(error)) {
      log.error({ err: error }, "failed to fetch files again");
    }
  }

  async function again({ _id, file }: MessageDoc): Promise<void> {
    if (file?.nextAt === undefined) {
      return;
    }
    const claim = { "file.nextAt": now() + claimMs };
    const due = { _id, "file.nextAt": file.nextAt };
    if (underWay.has(file.id)) {
      await messages.updateOne(due, { $set: claim });
      return;
    }
    const message = await messages.findOneAndUpdate(
      due,
      { $set: claim, $inc: { "file.attempts": 1 } },
      { returnDocument: "after" },
    );
    if (!message?.file) {
      return;
    }
    const { content, channelId } = message;
    // Edited into something without a file.
    const outcome: MediaOutcome = isOnPlatform(content)
      ? await claimed({ _id }, attempt(channelId, content, message.file.id, message.conversationId))
      : { kind: "refused", code: "media.gone", message: "The message changed" };
    if (!closed) {
      await settle(message, outcome);
    }
  }

  /** Keeps other processes from fetching the same file for as long as this one does. */
  async function claimed(
    which: Partial<MessageDoc>,
    fetching: Promise<MediaOutcome>,
  ): Promise<MediaOutcome> {
    const renewing = setInterval(() => {
      const still = { ...which, "file.nextAt": { $exists: true } };
      messages
        .updateOne(still, { $set: { "file.nextAt": now() + claimMs } })
        .catch((error: unknown) => log.warn({ err: error }, "a file's claim was not renewed"));
    }, renewMs);
    try {
      return await fetching;
    } finally {
      clearInterval(renewing);
    }
  }

  async function attempt(
    channelId: string,
    content: MediaContent,
    fileId: string,
    conversationKey: string,
  ): Promise<MediaOutcome> {
    const connected = await account(channelId);
    if (!connected) {
      return disconnected;
    }
    underWay.add(fileId);
    try {
      return await fetches.add(
        String(connected.workspaceId),
        () => source.fetch(connected, content, fileId),
        conversationKey,
      );
    } catch (error) {
      if (error instanceof QueueFull) {
        return { kind: "busy", message: error.message };
      }
      throw error;
    } finally {
      underWay.delete(fileId);
    }
  }

  async function settle({ _id, file, workspaceId }: MessageDoc, outcome: MediaOutcome) {
    if (!file) {
      return;
    }
    const change = { ...changeFor(file, outcome), $inc: { version: 1 } };
    const changed = await messages.findOneAndUpdate({ _id }, change, { returnDocument: "after" });
    if (changed) {
      context.announce(String(workspaceId), "message.updated", presentMessage(changed));
    }
  }

  function changeFor({ attempts }: AwaitedFile, outcome: MediaOutcome) {
    if (outcome.kind === "kept") {
      const { id, url, mimeType, size } = outcome.file;
      const kept = {
        "content.fileId": id,
        "content.url": url,
        "content.mimeType": mimeType,
        "content.size": size,
      };
      return { $set: kept, $unset: { "file.nextAt": 1 as const, failure: 1 as const } };
    }
    const delay =
      outcome.kind === "busy"
        ? mediaDelay(attempts, Math.random(), outcome.retryAfterMs)
        : undefined;
    if (delay !== undefined) {
      return { $set: { "file.nextAt": now() + delay } };
    }
    const failure =
      outcome.kind === "refused"
        ? { code: outcome.code, message: outcome.message }
        : { code: "media.gave-up", message: `The file could not be fetched: ${outcome.message}` };
    return { $set: { failure }, $unset: { "file.nextAt": 1 as const } };
  }

  function withFile(content: MediaContent, { file }: Extract<MediaOutcome, { kind: "kept" }>) {
    const { id, url, mimeType, size, fileName } = file;
    const named = content.fileName === undefined && content.kind === "file" && { fileName };
    return { ...content, url, fileId: id, mimeType, size, ...named };
  }

  /** The file's address here, which leads to it once it is kept. */
  function promised(content: MediaContent, id: string): MediaContent {
    return {
      ...content,
      url: fileUrl(context, { id, fileName: content.fileName ?? content.kind }),
    };
  }

  function plan(): void {
    if (closed) {
      return;
    }
    timer = setTimeout(() => {
      sweeping = sweep().catch(logFailure).finally(plan);
    }, sweepMs);
    timer.unref();
  }
}

const disconnected: MediaOutcome = {
  kind: "refused",
  code: "media.gone",
  message: "The channel is not connected any more",
};

function patience(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), patienceMs).unref());
}

/** The id under which an event's file will be found: the same at every try, in every process. */
function awaitedFileId(eventId: string): string {
  return derivedId(`media\n${eventId}`);
}
