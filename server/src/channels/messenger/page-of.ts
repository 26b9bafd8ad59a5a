import type { MessengerSettings } from "./settings.ts";

/** Returns the page in the path of a call. The token stands for its page where the id is not known. */
export function pageOf({ pageId }: MessengerSettings): string {
  return pageId === undefined || pageId === "" ? "me" : pageId;
}
