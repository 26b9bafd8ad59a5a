import type { Input } from "./input.ts";

/** An address of this server as others reach it: an uploaded file's has no host of its own. Others stay as they are. */
export function absoluteAddress(url: string, publicUrl: string): string {
  return url.startsWith("/files/") ? publicUrl + url : url;
}

/** The absolute address of the file that a message brings; undefined where it brings none. A sticker is no file of the contact's. */
export function fileAddress(input: Input, publicUrl: string): string | undefined {
  if (input.type !== "message") {
    return undefined;
  }
  const { content } = input;
  if (!("url" in content) || content.kind === "sticker") {
    return undefined;
  }
  const url = content.url || (content.fileId === undefined ? "" : `/files/${content.fileId}`);
  return url === "" ? undefined : absoluteAddress(url, publicUrl);
}
