import { maxMessageBytes } from "./limits.ts";
import { MalformedMessage } from "./malformed-message.ts";

const headerBytes = 16;

/** Splits a stream of bytes into messages; keeps at most one incomplete message. */
export class MessageSplitter {
  #chunks: Buffer[] = [];
  #held = 0;
  #wanted = 4;

  /** Adds received bytes and returns the messages that are complete. Throws for an impossible length. */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#wanted) {
      return [];
    }
    let bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#held);
    const messages: Buffer[] = [];
    this.#wanted = 4;
    while (bytes.length >= 4) {
      const length = bytes.readInt32LE(0);
      if (length < headerBytes || length > maxMessageBytes) {
        throw new MalformedMessage(`a message cannot be ${length} bytes long`);
      }
      if (bytes.length < length) {
        this.#wanted = length;
        break;
      }
      messages.push(bytes.subarray(0, length));
      bytes = bytes.subarray(length);
    }
    this.#chunks = bytes.length > 0 ? [bytes] : [];
    this.#held = bytes.length;
    return messages;
  }
}
