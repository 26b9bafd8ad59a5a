import type { LlmMedia, LlmMessage, LlmRequest } from "@chatloom/runtime";
import { blindModels } from "../../ai/picture-habits.ts";
import type { Pictures } from "../../ai/spoken-parts.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { bytesOf, fileOfMessage } from "../../records/file-of-message.ts";
import { messagesOfConversation } from "../../records/messages-of-conversation.ts";
import type { EffectPlace } from "./effect-place.ts";
import type { FoundEndpoint } from "./model-endpoints.ts";
import { type Failure, failed } from "./outcome.ts";
import type { TokenMeter } from "./token-meter.ts";
import { createTranscriber } from "./transcriber.ts";

/** A request in which voice notes are text, and the pictures that go with it. */
export interface ReadMedia {
  readonly request: LlmRequest;
  readonly pictures: Pictures | undefined;
}

/** How a call is made whose pictures and voice notes are read. */
export interface MediaCall {
  readonly place: EffectPlace;
  readonly found: FoundEndpoint;
  readonly model: string;
  readonly meter: TokenMeter;
  /** The call hides personal data, so it gets no pictures: nothing in them can be masked. */
  readonly masks: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Reads the pictures and voice notes of a talk. Throws `AnswerUnusable` with the code `llm.budget`. */
export type MediaReader = (request: LlmRequest, call: MediaCall) => Promise<ReadMedia | Failure>;

/** How many pictures go with a call, and how large they are, each and together, in bytes. */
const mostPictures = 4;
const mostBytes = 4_000_000;
const mostBytesTogether = 6_000_000;
/** The types that models see. */
const seen = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);

/** Made once per server. */
export function createMediaReader(context: ServerContext): MediaReader {
  const transcribe = createTranscriber(context);

  return async (request, call) => {
    const { conversationId, workspaceId } = call.place;
    const media = request.messages.flatMap(mediaOf);
    if (media.length === 0 || conversationId === undefined) {
      return { request, pictures: undefined };
    }
    const ids = media.map((it) => it.messageId);
    const found = await messagesOfConversation(context, { workspaceId, conversationId }, ids);
    const answered = request.messages.findLastIndex((it) => it.role === "assistant");
    const fresh = new Set(request.messages.slice(answered + 1).flatMap(mediaOf));
    const { words, problem } = await hear(media, fresh, found, call);
    const sight = await look(media, fresh, found, call);
    const wrong = problem ?? sight.problem;
    if (wrong !== undefined && request.needsMedia) {
      return failed("llm.media-unreadable", wrong);
    }
    const messages = request.messages.map((it) => withWords(it, words));
    return { request: { ...request, messages }, pictures: sight.pictures };
  };

  /** Gives the words of voice notes, by their messages. A note that could not be read before is not tried again. */
  async function hear(
    media: readonly LlmMedia[],
    fresh: ReadonlySet<LlmMedia>,
    messages: ReadonlyMap<string, MessageDoc>,
    { found, meter }: MediaCall,
  ) {
    const words = new Map<string, string>();
    let problem: string | undefined;
    for (const it of media.filter(({ kind }) => kind === "audio")) {
      const message = messages.get(it.messageId);
      const { transcriptionModel } = found;
      if (message?.transcript && !message.deleted) {
        words.set(it.messageId, message.transcript.text);
      } else if (message && fresh.has(it) && transcriptionModel !== undefined) {
        const heard = await transcribe(message, { ...found, transcriptionModel }, meter);
        if ("text" in heard) {
          words.set(it.messageId, heard.text);
        } else {
          problem = heard.unreadable;
        }
      }
    }
    return { words, problem };
  }

  /** Gives the newest pictures as data URLs, by their messages. */
  async function look(
    media: readonly LlmMedia[],
    fresh: ReadonlySet<LlmMedia>,
    messages: ReadonlyMap<string, MessageDoc>,
    { found, model, masks, signal }: MediaCall,
  ) {
    const pictures = new Map<string, string>();
    let problem: string | undefined;
    if (masks || !found.takesPictures || blindModels.has(found.endpoint, model)) {
      return { pictures: undefined, problem };
    }
    let together = 0;
    const newest = media.filter(({ kind }) => kind === "image").slice(-mostPictures);
    for (const it of newest.toReversed()) {
      const message = messages.get(it.messageId);
      const file = message && (await fileOfMessage(context, message, signal));
      const flaw = file ? flawOf(file) : "The picture's file is not here";
      if (file && flaw === undefined && together + file.size <= mostBytesTogether) {
        together += file.size;
        const bytes = Buffer.from(await bytesOf(context, file)).toString("base64");
        pictures.set(it.messageId, `data:${file.mimeType};base64,${bytes}`);
      } else if (flaw !== undefined && fresh.has(it)) {
        problem = flaw;
      }
    }
    return { pictures: pictures.size > 0 ? pictures : undefined, problem };
  }
}

function flawOf({ mimeType, size }: { readonly mimeType: string; readonly size: number }) {
  if (!seen.has(mimeType)) {
    return `Pictures of the type ${mimeType} cannot be read`;
  }
  return size > mostBytes ? "The picture is larger than 4 MB" : undefined;
}

function mediaOf(message: LlmMessage): readonly LlmMedia[] {
  return message.role === "user" ? (message.media ?? []) : [];
}

/** The message with the words of its voice notes. Where nobody speaks, it stays as it is. */
function withWords(message: LlmMessage, words: ReadonlyMap<string, string>): LlmMessage {
  const spoken = mediaOf(message).flatMap(({ messageId }) => words.get(messageId) || []);
  if (spoken.length === 0) {
    return message;
  }
  const own = message.content === "[audio]" ? [] : [message.content];
  return { ...message, content: [...own, ...spoken].join("\n") };
}
