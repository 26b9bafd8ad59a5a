import type { ServerContext } from "../context/server-context.ts";
import { isSigned, sign } from "../secrets/secret-box.ts";

const day = 86_400_000;
/** A link is good for at least so long; to the day, so that it stays the same for a while and browsers can keep the file. */
const goodForDays = 7;

/** The parts of a file's address. */
export interface FileLink {
  readonly id: string;
  readonly expires: string;
  readonly signature: string;
}

/**
 * The address of a file as message contents carry it: without host, signed, expiring. Members reach it even later. Before
 * it goes out to a platform or a visitor, `publicFileUrls` makes it absolute and fresh.
 */
export function fileUrl(
  { config, now }: ServerContext,
  { id, fileName }: { readonly id: string; readonly fileName: string },
): string {
  const expires = ((Math.floor(now() / day) + 1 + goodForDays) * day).toString(36);
  const signature = sign(config.secretKey, "file", `${id}\n${expires}`);
  return `/files/${id}/${expires}/${signature}/${encodeURIComponent(fileName)}`;
}

/** Whether we made this link; it may have expired since. */
export function isOurLink({ config }: ServerContext, link: FileLink): boolean {
  return isSigned(config.secretKey, "file", `${link.id}\n${link.expires}`, link.signature);
}

/** Whether the link's time is over. */
export function isExpired({ now }: ServerContext, { expires }: FileLink): boolean {
  return Number.parseInt(expires, 36) <= now();
}

/** The same JSON with every address of our files absolute and fresh. Addresses that we never signed stay as they are. */
export function publicFileUrls<T>(context: ServerContext, value: T): T {
  if (typeof value === "string") return refresh(context, value) as T;
  if (!mentionsFile(value)) return value;
  if (Array.isArray(value)) return value.map((item) => publicFileUrls(context, item)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, publicFileUrls(context, item)]),
  ) as T;
}

function mentionsFile(value: unknown): boolean {
  if (typeof value === "string") return value.includes("/files/");
  if (typeof value !== "object" || value === null) return false;
  for (const name in value) if (mentionsFile((value as Record<string, unknown>)[name])) return true;
  return false;
}

function refresh(context: ServerContext, text: string): string {
  const { publicUrl } = context.config;
  const path = text.startsWith(`${publicUrl}/files/`) ? text.slice(publicUrl.length) : text;
  const parts = /^\/files\/([0-9a-f]{24})\/([0-9a-z]+)\/([\w-]+)\/([^/?#]+)$/.exec(path);
  if (!parts) return text;
  const [, id = "", expires = "", signature = "", name = ""] = parts;
  if (!isOurLink(context, { id, expires, signature })) return text;
  return publicUrl + fileUrl(context, { id, fileName: decodeName(name) });
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return "file";
  }
}
