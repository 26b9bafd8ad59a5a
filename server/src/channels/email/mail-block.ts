import {
  type ContentButton,
  type ContentCard,
  contentInWords,
  fileInWords,
  type MessageContent,
} from "@chatloom/flows-schema";
import type { MailAttachment } from "../channel.ts";
import { escapeHtml, safeLink, textToHtml } from "./html.ts";

/** A message as a part of a mail. */
export interface MailBlock {
  readonly text: string;
  readonly html: string;
  readonly attachment?: MailAttachment | undefined;
}

/** The settings that blocks are made with. */
export interface BlockTools {
  readonly color: string;
  /** Where a tap leads: an answer by mail that names the choice. */
  readonly tapLink: (label: string, payload: string) => string;
  /** Whether a file of so many bytes still fits into the mail. */
  readonly takes: (bytes: number) => boolean;
  /** Names the files that the HTML shows; unique in the mail. */
  readonly contentId: (fileId: string) => string;
}

type Media = Extract<MessageContent, { url: string }>;
/** A choice: its label, where it leads in HTML, and how the text version writes it. */
interface Choice {
  readonly label: string;
  readonly href: string;
  readonly line: string;
  readonly description?: string | undefined;
}

/** Makes the block of a message that fits the channel's abilities. */
export function mailBlock(content: MessageContent, tools: BlockTools): MailBlock {
  switch (content.kind) {
    case "text":
      return join(words(content.text), choices(repliesOf(content), tools));
    case "buttons":
      return join(
        picture(content.imageUrl),
        words(content.text),
        choices(
          content.buttons.map((it) => choiceOf(it, tools)),
          tools,
        ),
      );
    case "list":
      return join(
        words(content.text),
        choices(
          content.rows.map((it) => tapChoice(it, tools)),
          tools,
        ),
      );
    case "cards":
      return join(...content.cards.map((it) => card(it, tools)));
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
      return words(contentInWords(content));
    default:
      return join(mediaBlock(content, tools), choices(repliesOf(content), tools));
  }

  function repliesOf(given: MessageContent): readonly Choice[] {
    return ("replies" in given ? (given.replies ?? []) : []).map((it) => tapChoice(it, tools));
  }
}

function words(text: string): MailBlock {
  const shown = text.trim();
  return shown === ""
    ? { text: "", html: "" }
    : { text: shown, html: `<p style="margin:0 0 16px">${textToHtml(shown)}</p>` };
}

function picture(url: string | undefined): MailBlock {
  const src = safeLink(url ?? "");
  return src === undefined
    ? { text: "", html: "" }
    : {
        text: url ?? "",
        html: `<p style="margin:0 0 12px"><img src="${src}" alt="" style="max-width:100%;height:auto;border:0;border-radius:8px"></p>`,
      };
}

function mediaBlock(content: Media, { takes, contentId }: BlockTools): MailBlock {
  const { fileId, size, url, mimeType = "application/octet-stream" } = content;
  const isPicture = content.kind === "image" || content.kind === "sticker";
  const fileName = content.fileName ?? content.kind;
  const caption = words("caption" in content ? (content.caption ?? "") : "");
  if (fileId !== undefined && size !== undefined && takes(size)) {
    const attachment = {
      fileId,
      fileName,
      mimeType,
      contentId: isPicture ? contentId(fileId) : undefined,
    };
    const shown = isPicture
      ? picture(`cid:${contentId(fileId)}`).html
      : `<p style="margin:0 0 12px">📎 ${escapeHtml(fileName)}</p>`;
    return { text: caption.text, html: shown + caption.html, attachment };
  }
  if (isPicture) {
    return join(picture(url), caption);
  }
  const href = safeLink(url);
  const named = content.fileName ?? url;
  return {
    text: fileInWords({ caption: caption.text, fileName: content.fileName, url }),
    html: `<p style="margin:0 0 12px">📎 ${href === undefined ? escapeHtml(named) : `<a href="${href}">${escapeHtml(named)}</a>`}</p>${caption.html}`,
  };
}

function card({ title, subtitle, imageUrl, buttons }: ContentCard, tools: BlockTools): MailBlock {
  const shown = join(
    picture(imageUrl),
    { text: title, html: `<p style="margin:0 0 4px;font-weight:600">${textToHtml(title)}</p>` },
    words(subtitle ?? ""),
    choices(
      buttons.map((it) => choiceOf(it, tools)),
      tools,
    ),
  );
  const frame = "border:1px solid #d8dee4;border-radius:12px;padding:16px;margin:0 0 16px";
  return { text: shown.text, html: `<div style="${frame}">${shown.html}</div>` };
}

function choices(given: readonly Choice[], { color }: BlockTools): MailBlock {
  if (given.length === 0) {
    return { text: "", html: "" };
  }
  const look = `display:inline-block;padding:10px 18px;margin:0 8px 8px 0;border-radius:8px;background:${color};color:#ffffff;text-decoration:none;font-weight:600`;
  const buttons = given.map(({ label, href, description }) => {
    const link = safeLink(href);
    const button =
      link === undefined
        ? escapeHtml(label)
        : `<a href="${link}" style="${look}">${escapeHtml(label)}</a>`;
    return description
      ? `<div>${button}<span style="color:#57606a">${escapeHtml(description)}</span></div>`
      : button;
  });
  return {
    text: given.map((it) => it.line).join("\n"),
    html: `<div style="margin:0 0 16px">${buttons.join("\n")}</div>`,
  };
}

function choiceOf(button: ContentButton, tools: BlockTools): Choice {
  const { label } = button;
  switch (button.type) {
    case "postback":
      return tapChoice(button, tools);
    case "url":
      return { label, href: button.url, line: `→ ${label}: ${button.url}` };
    case "phone":
      return { label, href: `tel:${button.phone}`, line: `→ ${label}: ${button.phone}` };
  }
}

function tapChoice(
  {
    label,
    payload,
    description,
  }: {
    readonly label: string;
    readonly payload: string;
    readonly description?: string | undefined;
  },
  { tapLink }: BlockTools,
): Choice {
  const line = description ? `→ ${label} – ${description}` : `→ ${label}`;
  return { label, href: tapLink(label, payload), line, description: description || undefined };
}

function join(...blocks: readonly MailBlock[]): MailBlock {
  const attachment = blocks.find((it) => it.attachment)?.attachment;
  return {
    text: blocks
      .map((it) => it.text)
      .filter(Boolean)
      .join("\n\n"),
    html: blocks.map((it) => it.html).join(""),
    attachment,
  };
}
