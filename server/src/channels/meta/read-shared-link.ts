import type { ContentOf } from "@chatloom/flows-schema";
import { type Json, object, text, webAddress } from "../read-json.ts";

/** Reads a shared link or post as the text a person would have written. */
export function readSharedLink(attachment: Json): ContentOf<"text" | "unsupported"> {
  const payload = object(attachment.payload);
  const title = text(attachment.title) ?? text(payload.title);
  const address = absolute(attachment, attachment.url) ?? absolute(attachment, payload.url);
  const words = [title, address].filter((part) => part !== undefined);
  return words.length === 0
    ? { kind: "unsupported", what: text(attachment.type) ?? "unknown" }
    : { kind: "text", text: words.join("\n") };
}

/** Completes an address: shared reels and posts come with addresses relative to Facebook or Instagram. */
function absolute({ type }: Json, address: unknown): string | undefined {
  const given = text(address);
  if (given === undefined || !given.startsWith("/") || given.startsWith("//")) {
    return webAddress(given);
  }
  const host = text(type)?.startsWith("ig_") ? "www.instagram.com" : "www.facebook.com";
  return webAddress(`https://${host}${given}`);
}
