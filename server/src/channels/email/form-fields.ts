import type { WebhookRequest } from "../channel.ts";

/** The longest field of a form that is read as text. */
const mostText = 2_000;

/** Reads the short text fields of a form, urlencoded or multipart, without its files. Never throws. */
export function formFields({ headers, body }: WebhookRequest): Readonly<Record<string, string>> {
  const type = headers["content-type"] ?? "";
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    return Object.fromEntries(new URLSearchParams(Buffer.from(body).toString("utf8")));
  }
  const [, quoted, bare] = /boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) {
    return {};
  }
  const fields: Record<string, string> = {};
  const text = Buffer.from(body).toString("latin1");
  for (const part of text.split(`--${boundary}`)) {
    const end = part.indexOf("\r\n\r\n");
    const [, name] = /name="([^"]{1,100})"/i.exec(part.slice(0, Math.max(0, end))) ?? [];
    if (
      name !== undefined &&
      part.length - end < mostText &&
      !/filename=/i.test(part.slice(0, end))
    ) {
      fields[name] = part.slice(end + 4).replace(/\r\n$/, "");
    }
  }
  return fields;
}
