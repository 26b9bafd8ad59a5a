import { once } from "node:events";
import type { Response } from "express";

/** Writes a part of a long reply. Waits while the reader is slower than the store. */
export async function writePart(response: Response, text: string): Promise<void> {
  if (text !== "" && !response.write(text) && !response.destroyed) {
    await Promise.race([once(response, "drain"), once(response, "close")]);
  }
}
