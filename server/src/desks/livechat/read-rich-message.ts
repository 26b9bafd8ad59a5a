import type { ContentButton, ContentCard, MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { type Json, object, objects, text, webAddress } from "../../channels/read-json.ts";

/** Reads cards, quick replies or a sticker of an agent. A tap comes back to the agent as the contact's words. */
export function readRichMessage({
  template_id: template,
  elements,
}: Json): readonly MessageContent[] {
  const parts = objects(elements).slice(0, 10);
  if (template === "sticker") {
    const url = webAddress(object(parts[0]?.image).url);
    return url === undefined ? [] : [{ kind: "image", url, platformId: url }];
  }
  if (template === "quick_replies") {
    return parts.flatMap((it) => quickReplies(it));
  }
  const cards = parts.flatMap((it) => cardOf(it) ?? []);
  return cards.length === 0 ? [] : [{ kind: "cards", cards }];
}

function quickReplies(element: Json): readonly MessageContent[] {
  const words = wordsOf(element);
  if (words === "") {
    return [];
  }
  const replies = objects(element.buttons).flatMap((it) => {
    const label = labelOf(it);
    return label === undefined ? [] : [{ label, payload: text(it.value) ?? label }];
  });
  return [
    {
      kind: "text",
      text: words,
      ...defined({ replies: replies.length > 0 ? replies : undefined }),
    },
  ];
}

function cardOf(element: Json): ContentCard | undefined {
  const title = text(element.title) ?? text(element.subtitle);
  const imageUrl = webAddress(object(element.image).url);
  if (title === undefined && imageUrl === undefined) {
    return undefined;
  }
  return {
    title: title ?? "",
    ...defined({
      subtitle: element.title === undefined ? undefined : text(element.subtitle),
      imageUrl,
    }),
    buttons: objects(element.buttons).flatMap((it) => buttonOf(it) ?? []),
  };
}

function buttonOf(button: Json): ContentButton | undefined {
  const label = labelOf(button);
  const value = text(button.value);
  if (label === undefined) {
    return undefined;
  }
  const url = webAddress(value);
  if ((button.type === "url" || button.type === "webview") && url !== undefined) {
    return { type: "url", label, url };
  }
  if (button.type === "phone" && value !== undefined) {
    return { type: "phone", label, phone: value };
  }
  return { type: "postback", label, payload: value ?? label };
}

function wordsOf({ title, subtitle }: Json): string {
  return [text(title), text(subtitle)].filter((it) => it !== undefined).join("\n");
}

function labelOf(button: Json): string | undefined {
  return text(button.text)?.slice(0, 200);
}
