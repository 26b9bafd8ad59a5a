import type { HttpReply } from "./channel.ts";

/** How long a `Retry-After` header asks to wait: seconds, or a date that is compared with the answer's own `Date`. */
export function retryAfterMs({ headers }: HttpReply): number | undefined {
  const value = headers["retry-after"]?.trim();
  if (value === undefined || value === "") {
    return undefined;
  }
  if (/^\d+(\.\d+)?$/.test(value)) {
    return Math.ceil(Number(value) * 1_000);
  }
  const wait = Date.parse(value) - Date.parse(headers.date ?? "");
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
