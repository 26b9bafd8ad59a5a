import { addressOf, pages } from "@chatloom/api-schema";
import { channelOf } from "../channels/index.ts";
import { textWithCode } from "../domain/link-codes.ts";
import type { ChannelRecord } from "./channel-account-model.ts";

/** Returns the address that opens a chat with a channel and brings a code back; undefined where there is none. An empty page is ours. */
export function chatLink(
  publicUrl: string,
  { _id, type, chatUrl, settings }: ChannelRecord,
  { code, text, page }: { readonly code: string; readonly text: string; readonly page: string },
): string | undefined {
  const ways = channelOf(type)?.refLinks;
  return ways?.address({
    code,
    text: ways.carries === "text" ? textWithCode(text, code) : text,
    chatUrl,
    settings,
    pageUrl: page === "" ? publicUrl + addressOf(pages.chat, { channelId: String(_id) }) : page,
  });
}
