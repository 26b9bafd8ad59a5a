import type { ServerContext } from "../context/server-context.ts";
import { isSigned, sign } from "../secrets/secret-box.ts";

const day = 86_400_000;
/** The shortest validity of a link. Expiry is rounded to the day, so that the link stays the same for a while and browsers can cache the file. */
const goodForDays = 7;

/** The parts of a file's address. */
export interface FileLink {
  readonly id: string;
  readonly expires: string;
  readonly signature: string;
}

/** The kind of a link: stored and shown to members, or public for contacts and platforms, which is never renewed. */
const purposes = { stored: "file", public: "public-file" } as const;
interface NamedFile {
  readonly id: string;
  readonly fileName: string;
}

/**
 * The address of a file as message contents carry it: without host, signed, expiring. Members reach it even later. Before
 * it goes out to a platform or a visitor, `publicFileUrls` replaces it with a public link.
 */
export function fileUrl(context: ServerContext, file: NamedFile): string {
  return pathOf(context, file, purposes.stored);
}

/** Returns the address of a file for those who may see it now: absolute, signed, with an expiry time. */
export function publicFileUrl(context: ServerContext, file: NamedFile): string {
  return context.config.publicUrl + pathOf(context, file, purposes.public);
}

function pathOf({ config, now }: ServerContext, { id, fileName }: NamedFile, purpose: string) {
  const expires = ((Math.floor(now() / day) + 1 + goodForDays) * day).toString(36);
  const signature = sign(config.secretKey, purpose, `${id}\n${expires}`);
  return `/files/${id}/${expires}/${signature}/${encodeURIComponent(fileName)}`;
}

/** Says whether this server signed the link; it may have expired. */
export function isOurLink({ config }: ServerContext, link: FileLink): boolean {
  return Object.values(purposes).some((it) => isSignedAs(config.secretKey, it, link));
}

function isSignedAs(key: string, purpose: string, { id, expires, signature }: FileLink): boolean {
  return isSigned(key, purpose, `${id}\n${expires}`, signature);
}

/** Returns the parts of an address if it is one of our files. Does not check the signature. */
export function readFileLink(
  { config }: Pick<ServerContext, "config">,
  url: string,
): (FileLink & { readonly fileName: string }) | undefined {
  const path = url.startsWith(`${config.publicUrl}/files/`)
    ? url.slice(config.publicUrl.length)
    : url;
  const parts = /^\/files\/([0-9a-f]{24})\/([0-9a-z]+)\/([\w-]+)\/([\w.!~*'()%-]+)$/.exec(path);
  if (!parts) {
    return undefined;
  }
  const [, id = "", expires = "", signature = "", name = ""] = parts;
  return { id, expires, signature, fileName: decodeName(name) };
}

/** Says whether the link has expired. */
export function isExpired({ now }: ServerContext, { expires }: FileLink): boolean {
  return Number.parseInt(expires, 36) <= now();
}

/** The fields of message contents that hold addresses of files; text of people never does. */
const placesOfUrls = new Set(["url", "imageUrl", "videoUrl", "value", "profile_picture_url"]);

/** The same content with a public link in the place of each stored one. Public links stay as they are, and so expire. */
export function publicFileUrls<T>(context: ServerContext, value: T): T {
  if (!mentionsFile(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => publicFileUrls(context, item)) as T;
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === "string" && placesOfUrls.has(key)
        ? publish(context, item)
        : publicFileUrls(context, item),
    ]),
  ) as T;
}

function mentionsFile(value: unknown): boolean {
  if (typeof value === "string") {
    return value.includes("/files/");
  }
  if (typeof value !== "object" || value === null) {
    return false;
  }
  for (const name in value) {
    if (mentionsFile((value as Record<string, unknown>)[name])) {
      return true;
    }
  }
  return false;
}

function publish(context: ServerContext, url: string): string {
  const link = readFileLink(context, url);
  if (!link || !isSignedAs(context.config.secretKey, purposes.stored, link)) {
    return url;
  }
  return publicFileUrl(context, link);
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return "file";
  }
}
