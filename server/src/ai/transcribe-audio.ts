import type { LlmUsage } from "@chatloom/runtime";
import { endpointClient } from "./endpoint-client.ts";
import type { ModelEndpoint } from "./model-endpoint.ts";
import { AnswerUnusable } from "./model-request.ts";
import { orAbort } from "./or-abort.ts";

/** A recording of speech. The endpoint tells its format by the name's ending. */
export interface Recording {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mimeType: string;
}

/** The transcript of a recording. The text is empty if nobody speaks. */
export interface HeardSpeech {
  readonly text: string;
  /** The tokens, where the endpoint tells them. */
  readonly usage: LlmUsage | undefined;
  /** How long the recording is, where the endpoint counts by time. */
  readonly seconds: number | undefined;
}

/** The parts of a transcription that are read. */
interface Transcription {
  readonly text?: unknown;
  readonly usage?: {
    readonly input_tokens?: unknown;
    readonly output_tokens?: unknown;
    readonly seconds?: unknown;
  } | null;
}

const longestText = 10_000;

/** The endings that endpoints know, by type. */
const endings: Readonly<Record<string, string>> = {
  "audio/ogg": "ogg",
  "audio/opus": "ogg",
  "application/ogg": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/x-m4a": "m4a",
  "video/mp4": "mp4",
  "audio/wav": "wav",
  "audio/webm": "webm",
  "video/webm": "webm",
  "audio/flac": "flac",
  "audio/x-flac": "flac",
};

/** Says whether endpoints know the format of a recording. */
export function isTranscribable(mimeType: string): boolean {
  return Object.hasOwn(endings, plainType(mimeType));
}

/**
 * Turns speech into text by `POST /audio/transcriptions`. Throws `AnswerUnusable` for an answer of another shape, and errors that
 * `explainFailure` explains.
 */
export async function transcribeAudio(
  endpoint: ModelEndpoint,
  model: string,
  { bytes, mimeType }: Recording,
  signal: AbortSignal,
): Promise<HeardSpeech> {
  const type = plainType(mimeType);
  const form = new FormData();
  form.set("model", model);
  form.set("response_format", "json");
  form.set("file", new File([bytes], `speech.${endings[type] ?? "ogg"}`, { type }));
  // The client's connections take no form of the platform's, so it is written out.
  const written = new Response(form);
  const headers = { "content-type": written.headers.get("content-type") ?? "" };
  const body = new Uint8Array(await written.arrayBuffer());
  const client = await endpointClient(endpoint);
  const answer: unknown = await orAbort(
    signal,
    client.post("/audio/transcriptions", { body, headers, signal }),
  );
  const { text, usage } = (answer ?? {}) as Transcription;
  if (typeof text !== "string") {
    throw new AnswerUnusable("llm.broken-answer", "The endpoint's transcription has another form");
  }
  const input = numberOf(usage?.input_tokens);
  const output = numberOf(usage?.output_tokens);
  return {
    text: text.trim().slice(0, longestText),
    usage: input === undefined ? undefined : { input, output: output ?? 0, cached: 0 },
    seconds: numberOf(usage?.seconds),
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 ? value : undefined;
}

/** Some senders add the codec to the type, and some detectors name WAV after its chunks. */
function plainType(mimeType: string): string {
  const plain = mimeType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return plain === "audio/x-wav" || plain === "audio/vnd.wave" ? "audio/wav" : plain;
}
