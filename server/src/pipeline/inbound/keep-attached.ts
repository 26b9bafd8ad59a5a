import type { ChannelEvent } from "../../channels/channel.ts";
import { DomainError } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { saveFile } from "../../records/file-store.ts";
import { derivedId } from "../../store/derived-id.ts";
import type { ConversationEvent } from "./route-events.ts";

type MessageEvent = Extract<ChannelEvent, { kind: "message" }>;

/**
 * Keeps the files that came with events, and returns the events with the files' addresses. A redelivered event leads to the same
 * file. A file that must not be kept is named in the place of its content. Throws where the store is away.
 */
export async function keepAttached(
  context: ServerContext,
  events: readonly ConversationEvent[],
): Promise<readonly ConversationEvent[]> {
  const kept: ConversationEvent[] = [];
  // One after the other, so that not all of them are copied at once.
  for (const routed of events) {
    const { connected, event } = routed;
    const keep = event.kind === "message" && event.attached !== undefined;
    kept.push(keep ? { connected, event: await withFile(context, connected, event) } : routed);
  }
  return kept;
}

async function withFile(
  context: ServerContext,
  { id, workspaceId }: ConversationEvent["connected"],
  { attached, ...event }: MessageEvent,
): Promise<ChannelEvent> {
  const { base64 = "", fileName = "", mimeType = "" } = attached ?? {};
  try {
    const bytes = Buffer.from(base64, "base64");
    const file = await saveFile(context, workspaceId, {
      content: (async function* () {
        yield bytes;
      })(),
      fileName,
      declaredType: mimeType,
      alias: derivedId(`attached\n${id}:${event.id}`),
    });
    const { content } = event;
    const words = "caption" in content && content.caption ? { caption: content.caption } : {};
    const { url, fileName: name, mimeType: type, size, kind } = file;
    const media = { kind, url, fileId: file.id, fileName: name, mimeType: type, size };
    return { ...event, content: { ...media, ...words } };
  } catch (error) {
    // After a passing error the event is taken later.
    if (!(error instanceof DomainError) || error.refusal === "unavailable") {
      throw error;
    }
    const { content } = event;
    const words = "caption" in content ? (content.caption ?? "") : "";
    const notice = `[${fileName}: ${error.message}]`;
    return {
      ...event,
      content: { kind: "text", text: [words, notice].filter(Boolean).join("\n\n") },
    };
  }
}
