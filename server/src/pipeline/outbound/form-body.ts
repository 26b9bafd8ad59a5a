import { randomUUID } from "node:crypto";
import type { FileUpload } from "../../channels/channel.ts";

/** A multipart form: its content type and bytes. */
export interface FormBody {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Writes the fields and the file as multipart form data; fields that are no text go as JSON. */
export function formBody(fields: unknown, upload: FileUpload, file: Uint8Array): FormBody {
  const boundary = `chatloom-${randomUUID()}`;
  const given = Object.entries((fields ?? {}) as Record<string, unknown>);
  const parts = given
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
    });
  const name = upload.fileName.replace(/["\r\n\\]/g, "_");
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${upload.field}"; filename="${name}"\r\nContent-Type: ${upload.mimeType}\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(parts.join("") + head), file, Buffer.from(tail)]),
  };
}
