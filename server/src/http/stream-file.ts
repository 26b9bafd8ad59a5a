import type { Response } from "express";
import type { Logger } from "pino";
import { writePart } from "./write-part.ts";

/** A file that is made while it is sent. */
export interface StreamedFile {
  /** The media type, such as `text/csv`. */
  readonly type: string;
  readonly fileName: string;
  readonly parts: AsyncIterable<string>;
}

/**
 * Sends a file part by part. Ends early when the reader is gone. When a part cannot be made, the connection breaks off: the status is
 * sent already, and half a file must not look whole.
 */
export async function streamFile(
  response: Response,
  log: Logger,
  { type, fileName, parts }: StreamedFile,
): Promise<Record<never, never>> {
  response.setHeader("content-type", `${type}; charset=utf-8`);
  response.setHeader("content-disposition", `attachment; filename="${fileName}"`);
  response.setHeader("cache-control", "no-store");
  try {
    for await (const part of parts) {
      if (response.destroyed) {
        break;
      }
      await writePart(response, part);
    }
    response.end();
  } catch (error) {
    log.error({ err: error, fileName }, "failed to make a file that was being sent");
    response.destroy();
  }
  return {};
}
