import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { Flaw } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type FoundFile, findFile, markUsed } from "../../records/file-store.ts";
import { fileUrl, isExpired, isOurLink, readFileLink } from "../../records/file-url.ts";

/** The rules for addresses in a message that a person sends. */
export interface AddressRules {
  /** Whether the sender may send this file of ours. */
  readonly maySend: (file: FoundFile) => boolean;
  /** Whether addresses of other servers are allowed. */
  readonly foreign: boolean;
}

/** Returns a message content with the stored addresses of our files, or its error. */
export type CheckedContent =
  | { readonly content: MessageContent; readonly flaw?: undefined }
  | { readonly flaw: Flaw };

const placesOfUrls = new Set(["url", "imageUrl"]);
const mediaParameters = new Set(["image", "video", "document"]);

/**
 * Checks every address in a content that a contact or a member wrote: http or https, or a file of ours that the sender may
 * send and whose link has not expired. Keeps those files, and replaces their links with stored ones. What senders say
 * about files of ours (`fileId`, `platformId`) is ignored.
 */
export async function ownFiles(
  context: ServerContext,
  content: MessageContent,
  rules: AddressRules,
): Promise<CheckedContent> {
  const used = new Set<string>();
  let flaw: Flaw | undefined;
  const checked = (await visit(content, "/content")) as MessageContent;
  if (flaw) {
    return { flaw };
  }
  for (const id of used) {
    await markUsed(context, id);
  }
  return { content: checked };

  async function visit(value: unknown, at: string): Promise<unknown> {
    if (typeof value !== "object" || value === null) {
      return value;
    }
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const [index, item] of value.entries()) {
        items.push(await visit(item, `${at}/${index}`));
      }
      return items;
    }
    const fields: Record<string, unknown> = {};
    let fileId: string | undefined;
    for (const [name, item] of Object.entries(value)) {
      if (name === "fileId" || name === "platformId") {
        continue;
      }
      const isUrl =
        placesOfUrls.has(name) ||
        (name === "value" && "kind" in value && mediaParameters.has(String(value.kind)));
      if (!isUrl) {
        fields[name] = await visit(item, `${at}/${name}`);
        continue;
      }
      const address = await addressOf(String(item));
      if (!address) {
        flaw ??= { at: `${at}/${name}`, message: expected() };
        continue;
      }
      fields[name] = address.url;
      if (name === "url") {
        fileId = address.fileId;
      }
    }
    return { ...fields, ...defined({ fileId }) };
  }

  async function addressOf(url: string) {
    const link = readFileLink(context, url);
    if (!link) {
      return rules.foreign && isWebAddress(url) ? { url } : undefined;
    }
    if (!isOurLink(context, link) || isExpired(context, link)) {
      return undefined;
    }
    const file = await findFile(context, link.id);
    if (!file || !rules.maySend(file)) {
      return undefined;
    }
    used.add(file.id);
    return { url: fileUrl(context, link), fileId: file.id };
  }

  function expected(): string {
    const file = "a file that was uploaded for this conversation and whose link has not expired";
    return rules.foreign ? `must be an http or https address, or ${file}` : `must be ${file}`;
  }
}

function isWebAddress(url: string): boolean {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    return false;
  }
  return ["http:", "https:"].includes(new URL(url).protocol);
}
