import {
  type ContentOf,
  contentInWords,
  fileInWords,
  type MessageContent,
  type QuickReply,
} from "@chatloom/flows-schema";
import type { HttpCall, HttpReply, OutgoingMessage } from "../channel.ts";
import { actions, type Block, card, isShowable, menu, picture, section } from "./blocks.ts";
import { slackCall } from "./call.ts";
import { placeOf } from "./place.ts";
import { escapeText } from "./plain-text.ts";
import type { SlackSettings } from "./settings.ts";
import { shareUpload } from "./upload.ts";

/** The content of a message: text for notifications and old clients, and the blocks shown in its place. */
interface Said {
  readonly text: string;
  readonly blocks?: readonly Block[];
}

/** Gives the call that sends a message, or shows the file that was uploaded for it. */
export function composeSlackMessage(
  message: OutgoingMessage,
  settings: SlackSettings,
  prepared: readonly HttpReply[] = [],
): HttpCall {
  const { channel, thread } = placeOf(message.to);
  const { text, blocks } = sayOf(message.content);
  return (
    shareUpload(message, settings, prepared) ??
    slackCall(settings, "chat.postMessage", {
      channel,
      thread_ts: thread,
      text: escapeText(text),
      mrkdwn: false,
      blocks,
    })
  );
}

function sayOf(content: MessageContent): Said {
  switch (content.kind) {
    case "text":
      return withReplies(content.text, content.replies);
    case "image":
      return image(content);
    case "video":
    case "audio":
    case "file":
      return withReplies(fileInWords(content), content.replies);
    case "buttons":
      return buttons(content);
    case "list":
      return {
        text: content.text,
        blocks: [section(content.text), menu(content.button, content.rows)],
      };
    case "cards":
      return cards(content);
    case "sticker":
      return { text: content.emoji || content.url };
    case "location":
    case "contacts":
    case "locationRequest":
    case "products":
    case "coupon":
    case "receipt":
    case "form":
    case "template":
    case "reaction":
    case "unsupported":
      return { text: contentInWords(content) };
  }
}

function withReplies(text: string, replies: readonly QuickReply[] = []): Said {
  return replies.length === 0 ? { text } : { text, blocks: [section(text), ...actions(replies)] };
}

function image(content: ContentOf<"image">): Said {
  const { url, caption, replies } = content;
  if (!isShowable(url)) {
    return withReplies(fileInWords(content), replies);
  }
  return { text: caption || url, blocks: [...picture(url, caption), ...actions(replies)] };
}

function buttons({ text, imageUrl, buttons: given }: ContentOf<"buttons">): Said {
  const shown = imageUrl !== undefined && isShowable(imageUrl) ? picture(imageUrl, undefined) : [];
  return { text, blocks: [...shown, section(text), ...actions(given)] };
}

function cards({ cards: given }: ContentOf<"cards">): Said {
  const blocks = given.flatMap((it, index) =>
    index === 0 ? card(it) : [{ type: "divider" }, ...card(it)],
  );
  return { text: given.map(({ title }) => title).join("\n"), blocks };
}
