import { defined } from "@chatloom/flows-schema";
import type { MailAttachment, MailCall, OutgoingMessage } from "../channel.ts";
import { mostAttached } from "./abilities.ts";
import { loopHeader } from "./classify-mail.ts";
import { type BlockTools, mailBlock } from "./mail-block.ts";
import { mailPage } from "./mail-page.ts";
import { domainOf, messageIdFor } from "./message-id.ts";
import { smtpServer } from "./servers.ts";
import type { EmailSettings } from "./settings.ts";
import { type MailThread, readThread } from "./thread.ts";

const longestSubject = 250;

/** Makes one mail of a message and those that follow it. Throws where there is nothing to say or nobody to say it to. */
export function composeMail(message: OutgoingMessage, settings: EmailSettings): MailCall {
  const { id, to: contact, content, more = [] } = message;
  const thread = readThread(message.thread);
  const to = thread?.to ?? contact;
  if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(to)) {
    throw new Error(`“${to.slice(0, 100)}” is not an e-mail address`);
  }
  const subject = subjectOf(thread, settings);
  const tools = blockTools(subject, settings);
  const blocks = [content, ...more].map((it) => mailBlock(it, tools));
  const attachments: readonly MailAttachment[] = blocks.flatMap((it) => it.attachment ?? []);
  const text = blocks
    .map((it) => it.text)
    .filter(Boolean)
    .join("\n\n");
  if (text === "" && attachments.length === 0) {
    throw new Error("The mail has no words");
  }
  const messageId = messageIdFor(id, contact, settings);
  return {
    protocol: "smtp",
    server: smtpServer(settings),
    mail: {
      from: { name: settings.senderName ?? "", address: settings.address },
      to,
      subject,
      messageId,
      headers: headersOf(message, messageId, thread, settings),
      text: `${text}\n`,
      html: mailPage(subject, blocks.map((it) => it.html).join("\n")),
      attachments,
    },
  };
}

function subjectOf(
  thread: MailThread | undefined,
  { subject, subjectRule }: EmailSettings,
): string {
  const asked = thread?.subject.replace(
    /^((re|aw|antw|sv|vs|tr|trả lời)\s*(\[\d+\])?\s*[:：]\s*)+/iu,
    "",
  );
  const chosen = asked && subjectRule === "keepSubject" ? `Re: ${asked}` : subject;
  return chosen.replace(/\s+/g, " ").trim().slice(0, longestSubject);
}

function headersOf(
  { author, campaign }: OutgoingMessage,
  messageId: string,
  thread: MailThread | undefined,
  { address }: EmailSettings,
): Readonly<Record<string, string>> {
  const last = thread?.references.at(-1);
  return {
    ...(last !== undefined && {
      "In-Reply-To": last,
      References: thread?.references.join(" ") ?? "",
    }),
    ...(author === "bot" && {
      "Auto-Submitted": thread && !campaign ? "auto-replied" : "auto-generated",
      "X-Auto-Response-Suppress": "OOF, AutoReply",
    }),
    ...defined({
      "List-Unsubscribe": campaign ? `<mailto:${address}?subject=unsubscribe>` : undefined,
    }),
    "X-Loop": address,
    [loopHeader]: messageId,
  };
}

/** A tap is an answer by mail: its words are the label, and a mark names the choice. */
function blockTools(subject: string, settings: EmailSettings): BlockTools {
  let left = mostAttached;
  return {
    color: settings.color,
    tapLink: (label, payload) => {
      const body = `${label}\r\n\r\n[#${payload}]`;
      const query = `subject=${encodeURIComponent(`Re: ${subject.replace(/^Re: /, "")}`)}&body=${encodeURIComponent(body)}`;
      return `mailto:${settings.address}?${query}`;
    },
    takes: (bytes) => {
      const fits = bytes <= left;
      left -= fits ? bytes : 0;
      return fits;
    },
    contentId: (fileId) => `${fileId}@${domainOf(settings)}`,
  };
}
