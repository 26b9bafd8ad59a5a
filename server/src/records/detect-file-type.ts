import { fileTypeFromBuffer } from "file-type";
import { fileErrors } from "./file-errors.ts";

/** How a file is shown. */
export type FileKind = "image" | "video" | "audio" | "file";

const programs = new Set([
  "application/x-msdownload",
  "application/x-elf",
  "application/x-mach-binary",
  "application/x-msi",
  "application/x-apple-diskimage",
]);
/** Formats that are a zip or XML inside: the declared type is accepted. */
const packed = /^application\/(vnd\.(openxmlformats|oasis|ms-)|epub|msword)/;
const plain = new Set([
  "text/plain",
  "text/csv",
  "application/json",
  "text/vcard",
  "text/calendar",
]);
const shownInPages = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

/** Detects a file's type by its first bytes. The declared type is used only where the bytes do not identify one. */
export async function detectFileType(head: Uint8Array, declared: string): Promise<string> {
  const claimed = declared.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const found = await fileTypeFromBuffer(head);
  if (found && programs.has(found.mime)) {
    throw fileErrors.typeRefused(found.mime);
  }
  if (found?.mime === "application/zip" && packed.test(claimed)) {
    return claimed;
  }
  if (found) {
    return found.mime === "video/webm" && claimed === "audio/webm" ? claimed : found.mime;
  }
  if (/^(image|audio|video)\//.test(claimed)) {
    throw fileErrors.typeRefused(`not ${claimed}, whatever its name says`);
  }
  return plain.has(claimed) && isText(head) ? claimed : "application/octet-stream";
}

/** Only what browsers show safely counts as an image. */
export function kindOf(mimeType: string): FileKind {
  if (shownInPages.has(mimeType)) {
    return "image";
  }
  if (mimeType.startsWith("video/")) {
    return "video";
  }
  if (mimeType.startsWith("audio/")) {
    return "audio";
  }
  return "file";
}

function isText(head: Uint8Array): boolean {
  return !head.includes(0);
}
