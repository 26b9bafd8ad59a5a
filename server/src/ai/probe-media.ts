import { askChat } from "./ask-chat.ts";
import { askResponses } from "./ask-responses.ts";
import { endpointClient } from "./endpoint-client.ts";
import type { ModelEndpoint } from "./model-endpoint.ts";
import { transcribeAudio } from "./transcribe-audio.ts";

/** A red square of 64 pixels: smaller pictures are refused by some models. */
const redSquare =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAS0lEQVR42u3PQQkAAAgAsetfWiP4FgYrsKZeS0BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEDgsqnc8OJg6Ln3AAAAAElFTkSuQmCC";
const samplesPerSecond = 8_000;

/** Tries whether a model sees pictures. One that only takes them does not name the color. */
export async function seesPictures(
  endpoint: ModelEndpoint,
  model: string,
  byChat: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const client = await endpointClient(endpoint);
  const content = "Which color is this picture? Answer with one English word.";
  const media = [{ kind: "image", messageId: "probe" }] as const;
  const request = {
    model,
    messages: [{ role: "user", content, media }] as const,
    pictures: new Map([["probe", redSquare]]),
  };
  const { text } = await (byChat ? askChat : askResponses)(client, request, { signal });
  return /\bred\b/i.test(text);
}

/** Tries whether a model turns speech into text, with half a second of silence. */
export async function hearsSpeech(
  endpoint: ModelEndpoint,
  model: string,
  signal: AbortSignal,
): Promise<boolean> {
  await transcribeAudio(endpoint, model, { bytes: silence(), mimeType: "audio/wav" }, signal);
  return true;
}

/** Writes a WAV file of one channel with 8 bits per sample. */
function silence(): Uint8Array<ArrayBuffer> {
  const samples = samplesPerSecond / 2;
  const file = Buffer.alloc(44 + samples, 0x80);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + samples, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(samplesPerSecond, 24);
  file.writeUInt32LE(samplesPerSecond, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples, 40);
  return new Uint8Array(file);
}
