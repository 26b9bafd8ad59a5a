import type { MessageContent } from "@chatloom/flows-schema";

/** Contents that hold a file. */
export type MediaContent = Extract<MessageContent, { url: string }>;

/** The state of keeping the file of a contact's message; part of the message, so that it survives the process. */
export interface AwaitedFile {
  /** The file's id in its address, known before the file is here: flows can pass the address on. */
  readonly id: string;
  /** How often it was tried. */
  readonly attempts: number;
  /** When to try again; gone once the file is kept or given up. */
  readonly nextAt?: number;
}

/** Whether a platform still has the file of this content, and we do not. */
export function isOnPlatform(content: MessageContent): content is MediaContent {
  return "url" in content && Boolean(content.platformId) && content.fileId === undefined;
}
