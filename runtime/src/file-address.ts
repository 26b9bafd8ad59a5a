import type { Input } from "./input.ts";

/** Makes the address of an uploaded file absolute. Other addresses stay as they are. */
export function absoluteAddress(url: string, publicUrl: string): string {
  return url.startsWith("/files/") ? publicUrl + url : url;
}

/** Returns the absolute address of a message's file; undefined without a file. A sticker is not a file. */
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
