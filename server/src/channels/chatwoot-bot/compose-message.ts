import type { ContentButton, ContentCard, MessageContent } from "@chatloom/flows-schema";
import type { HttpCall, OutgoingMessage } from "../channel.ts";
import { type ChatwootPlace, chatwootCall } from "../chatwoot-call.ts";
import type { Json } from "../read-json.ts";
import type { ChatwootBotSettings } from "./settings.ts";

/** Marks messages of ours: the echo brings it back. */
export const ownPrefix = "chatloom:";

/** The token in whose name the bot writes. */
export function asBot(settings: ChatwootBotSettings): ChatwootPlace {
  return { ...settings, accessToken: settings.botToken || settings.accessToken };
}

/** The call that writes a message into a conversation. Files of ours are uploaded. */
export function composeChatwootMessage(
  { id, to, content }: OutgoingMessage,
  settings: ChatwootBotSettings,
): HttpCall {
  const body = {
    ...contentBody(content),
    message_type: "outgoing",
    private: false,
    source_id: `${ownPrefix}${id}`,
  };
  const upload =
    "fileId" in content && content.fileId !== undefined
      ? {
          field: "attachments[]",
          fileId: content.fileId,
          fileName: content.fileName ?? content.kind,
          mimeType: content.mimeType ?? "application/octet-stream",
        }
      : undefined;
  return chatwootCall(asBot(settings), "POST", `conversations/${to}/messages`, body, upload);
}

function contentBody(content: MessageContent): Json {
  switch (content.kind) {
    case "text":
      return content.replies === undefined || content.replies.length === 0
        ? { content: content.text }
        : {
            content: content.text,
            content_type: "input_select",
            content_attributes: {
              items: content.replies.map(({ label, payload }) => ({
                title: label,
                value: payload,
              })),
            },
          };
    case "image":
    case "video":
    case "audio":
    case "file": {
      const { caption = "", url, fileId } = content;
      return { content: fileId === undefined ? [caption, url].join("\n").trim() : caption };
    }
    case "buttons":
      return cardsBody([
        { title: content.text, imageUrl: content.imageUrl, buttons: content.buttons },
      ]);
    case "cards":
      return cardsBody(content.cards);
    default:
      return { content: "text" in content ? content.text : "" };
  }
}

function cardsBody(
  cards: readonly (Omit<ContentCard, "imageUrl"> & { readonly imageUrl?: string | undefined })[],
): Json {
  return {
    content: cards.map((it) => it.title).join("\n"),
    content_type: "cards",
    content_attributes: {
      items: cards.map(({ title, subtitle, imageUrl, buttons }) => ({
        title,
        description: subtitle ?? "",
        media_url: imageUrl,
        actions: buttons.map(actionOf),
      })),
    },
  };
}

function actionOf(button: ContentButton): Json {
  switch (button.type) {
    case "url":
      return { type: "link", text: button.label, uri: button.url };
    case "phone":
      return { type: "link", text: button.label, uri: `tel:${button.phone}` };
    case "postback":
      return { type: "postback", text: button.label, payload: button.payload };
  }
}
