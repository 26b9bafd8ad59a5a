import { LRUCache } from "lru-cache";
import { explainFailure } from "../../ai/explain-failure.ts";
import { isTranscribable, transcribeAudio } from "../../ai/transcribe-audio.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { bytesOf, fileOfMessage } from "../../records/file-of-message.ts";
import { keepTranscript } from "../../records/keep-transcript.ts";
import type { FoundEndpoint } from "./model-endpoints.ts";
import type { TokenMeter } from "./token-meter.ts";

/** The words of a voice note, or why there are none. */
export type HeardNote = { readonly text: string } | { readonly unreadable: string };

/** Turns voice notes into text, each once. Throws `AnswerUnusable` with the code `llm.budget`. */
export type Transcriber = (
  message: MessageDoc,
  found: FoundEndpoint & { readonly transcriptionModel: string },
  meter: TokenMeter,
) => Promise<HeardNote>;

/** The limit of OpenAI's endpoint, in bytes. */
const mostBytes = 25_000_000;
const timeoutMs = 60_000;
const noTokens = { input: 0, output: 0, cached: 0 };
/** Speech takes at least so many bytes for each token of it, and its text at most so many tokens. */
const leastBytesPerToken = 50;
const mostTextTokens = 2_000;

/** Made once per server. */
export function createTranscriber(context: ServerContext): Transcriber {
  /** The note's answer may be asked for anew while its transcription is under way. */
  const underWay = new LRUCache<string, Promise<HeardNote>>({ max: 1_000 });

  async function transcribe(
    message: MessageDoc,
    { endpoint, transcriptionModel: model }: Parameters<Transcriber>[1],
    meter: TokenMeter,
  ): Promise<HeardNote> {
    const file = await fileOfMessage(context, message, undefined);
    if (!file) {
      return { unreadable: "The voice note's file is not here" };
    }
    if (!isTranscribable(file.mimeType)) {
      return { unreadable: `Voice notes of the type ${file.mimeType} cannot be read` };
    }
    if (file.size > mostBytes) {
      return { unreadable: "The voice note is larger than 25 MB" };
    }
    const began = context.now();
    const signal = AbortSignal.timeout(timeoutMs);
    const most = Math.ceil(file.size / leastBytesPerToken);
    const settle = await meter.reserve(most + mostTextTokens, most, signal);
    try {
      const bytes = await bytesOf(context, file);
      const { mimeType } = file;
      const heard = await transcribeAudio(endpoint, model, { bytes, mimeType }, signal);
      const { text, usage, seconds } = heard;
      await settle(usage ?? "unknown");
      await meter.note({ ...noTokens, ...usage, seconds }, model, undefined, began);
      if (!(await keepTranscript(context, message, { text, model, at: context.now() }))) {
        context.log.warn({ messageId: message._id }, "failed to keep a transcript: no message");
      }
      return { text };
    } catch (error) {
      const { code, message: reason } = explainFailure(error);
      const refused = (error as { status?: number }).status !== undefined;
      await settle(refused ? "nothing" : "unknown");
      await meter.note(noTokens, model, code, began);
      return { unreadable: `The voice note could not be turned into text: ${reason}` };
    }
  }

  return async (message, found, meter) => {
    const known = underWay.get(message._id);
    if (known) {
      return known;
    }
    const work = transcribe(message, found, meter);
    underWay.set(message._id, work);
    try {
      return await work;
    } finally {
      underWay.delete(message._id);
    }
  };
}
