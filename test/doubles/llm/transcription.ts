/** How the double hears a recording: its words, or how the transcription fails. */
export type Listener = (bytes: Buffer) => string | { readonly status: number };

/** A transcription as it was asked for, or why it is refused. */
export type AskedTranscription =
  | { readonly model: string; readonly bytes: Buffer; readonly name: string }
  | { readonly problem: string };

/** The model that hears; the endpoint counts it by tokens. */
export const transcriptionModel = "double-whisper";

const endings = ["flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "ogg", "wav", "webm"];
const fields = ["file", "model", "response_format", "language", "prompt", "temperature"];

/** The head of a WAV file with a chunk of words. */
const head = Buffer.from("RIFF\0\0\0\0WAVEsaid");

/** Writes a recording that the double hears. */
export function recordingOf(words: string): Uint8Array {
  return Buffer.concat([head, Buffer.from(words)]);
}

/** Hears the words of `recordingOf`, and nothing in other recordings. */
export const plainListener: Listener = (bytes) =>
  bytes.subarray(0, head.length).equals(head) ? bytes.subarray(head.length).toString() : "";

/** Checks the form of `POST /audio/transcriptions`. */
export async function readTranscription(
  raw: Buffer,
  contentType: string,
): Promise<AskedTranscription> {
  if (!/^multipart\/form-data; boundary=/.test(contentType)) {
    return { problem: "The content type must be multipart/form-data" };
  }
  const headers = { "content-type": contentType };
  const form = await new Response(new Uint8Array(raw), { headers }).formData().catch(() => null);
  if (!form) {
    return { problem: "The form cannot be read" };
  }
  const stranger = [...form.keys()].find((it) => !fields.includes(it));
  if (stranger !== undefined) {
    return { problem: `Unknown parameter: '${stranger}'` };
  }
  const [file, model, format] = ["file", "model", "response_format"].map((it) => form.get(it));
  if (!(file instanceof File) || file.size === 0 || file.size > 25_000_000) {
    return { problem: "'file' must be a file of at most 25 MB" };
  }
  if (!endings.includes(file.name.split(".").at(-1) ?? "")) {
    return { problem: `Invalid file format. Supported formats: ${endings.join(", ")}` };
  }
  if (model !== transcriptionModel) {
    return { problem: `The model ${model} cannot transcribe` };
  }
  if (format !== null && format !== "json") {
    return { problem: `The response_format ${format} is not one of this double` };
  }
  const { name } = file;
  return { model, bytes: Buffer.from(await file.arrayBuffer()), name };
}

/** Writes a transcription: one token for each 10 bytes of speech, and each 4 letters begun. */
export function transcription(words: string, bytes: Buffer): object {
  const [input, output] = [Math.ceil(bytes.length / 10), Math.ceil(words.length / 4)];
  return {
    text: words,
    usage: {
      type: "tokens",
      input_tokens: input,
      output_tokens: output,
      total_tokens: input + output,
      input_token_details: { text_tokens: 0, audio_tokens: input },
    },
  };
}
