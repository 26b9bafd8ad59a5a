import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { isRouteToken } from "@chatloom/runtime";
import type { ChannelEvent, IncomingSender } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { classifyMail } from "./classify-mail.ts";
import { type Mail, type MailAddress, type MailFile, readMail } from "./mail.ts";
import { contactOfMessageId } from "./message-id.ts";
import { isReport, readBounce } from "./read-bounce.ts";
import { replyText } from "./reply-text.ts";
import type { EmailSettings } from "./settings.ts";
import { writeThread } from "./thread.ts";

type MessageEvent = Extract<ChannelEvent, { kind: "message" }>;

/** How a button's mail names the answer: `[#~k3f9x2m8q1w7e5r]`. */
const tapped = /\[#(~[\w-]{1,200})\]/;

/**
 * The events in a mail. Its words and its first file are one message; its other files follow for the thread only. Mails that nobody
 * wrote are `ignored`, but automatic answers of known contacts join their thread.
 */
export function parseMail(
  body: unknown,
  settings: EmailSettings,
  now: number,
): readonly ChannelEvent[] {
  const mail = readMail(body);
  if (!mail) {
    return [];
  }
  const base = {
    id: `mail:${fingerprint([mail.messageId, mail.from?.address, mail.date, mail.messageId === "" && mail.text])}`,
    account: undefined,
    at: mail.date === undefined ? now : Math.min(mail.date, now),
  };
  const ignored = (what: string): ChannelEvent => ({ ...base, kind: "ignored", what });
  if (isReport(mail)) {
    return reportEvents(mail, settings, base) ?? [ignored("report of a mail server")];
  }
  const kind = classifyMail(mail, settings);
  const sender = senderOf(mail, settings);
  if (kind === "own" || kind === "list" || kind === "program") {
    return [ignored(names[kind])];
  }
  if (!sender) {
    return [ignored(mail.from ? names.own : "mail without a sender")];
  }
  return messageEvents(mail, settings, base, sender, kind === "autoReply");
}

const names = {
  own: "mail of our own",
  list: "mail of a mailing list",
  program: "mail of a program",
} as const;

interface Base {
  readonly id: string;
  readonly account: undefined;
  readonly at: number;
}

function reportEvents(
  mail: Mail,
  settings: EmailSettings,
  base: Base,
): readonly ChannelEvent[] | undefined {
  const bounce = readBounce(mail, settings);
  if (!bounce) {
    return undefined;
  }
  const { messageId, action, failure, gone } = bounce;
  if (action === "underWay") {
    return [{ ...base, kind: "ignored", what: "delayed mail" }];
  }
  if (action === "delivered") {
    return [{ ...base, kind: "status", messageId, status: "delivered" }];
  }
  const to = contactOfMessageId(messageId, settings);
  return [
    { ...base, kind: "status", messageId, status: "failed", failure },
    ...(gone && to !== undefined
      ? [
          {
            ...base,
            id: `${base.id}:gone`,
            kind: "reachability",
            from: { id: to },
            reachable: false,
          } as const,
        ]
      : []),
  ];
}

/**
 * Who wrote it. Forms on websites send from an address that takes no answers, or from our own, and name the person as Reply-To.
 */
function senderOf(mail: Mail, { address }: EmailSettings): MailAddress | undefined {
  const own = address.toLowerCase();
  const other = mail.replyTo.find((it) => it.address !== own);
  if (!mail.from || mail.from.address === own) {
    return other;
  }
  const isForm = /^(no-?reply|do-?not-?reply|notifications?|mailer)/i.test(mail.from.address);
  return isForm && other ? other : mail.from;
}

function messageEvents(
  mail: Mail,
  settings: EmailSettings,
  base: Base,
  sender: MailAddress,
  isAutoReply: boolean,
): readonly ChannelEvent[] {
  const owner = threadOwner(mail, settings);
  const isAnother = owner !== undefined && owner !== sender.address;
  const person: IncomingSender = {
    id: isAnother ? owner : sender.address,
    ...defined({ profile: isAnother ? undefined : profileOf(sender) }),
  };
  const { id, ...rest } = base;
  const quiet = isAutoReply || isAnother;
  const common = {
    ...rest,
    kind: "message" as const,
    from: person,
    ...defined({
      quiet: quiet ? (true as const) : undefined,
      onlyIfKnown: isAutoReply ? (true as const) : undefined,
      replyTo: mail.inReplyTo || undefined,
      thread: isAutoReply
        ? undefined
        : writeThread(mail, isAnother ? owner : answerTo(mail, sender, settings)),
    }),
  };
  const words = wordsOf(
    mail,
    isAnother ? `${sender.name ?? sender.address} <${sender.address}>:\n` : "",
  );
  const messageId = mail.messageId === "" ? id : mail.messageId;
  const tap = quiet ? undefined : tapOf(words);
  if (tap && mail.files.length === 0) {
    const { kind: _, replyTo: __, ...tapBase } = common;
    return [{ ...tapBase, id, kind: "postback", messageId, ...tap }];
  }
  const files = [...mail.files].sort((a, b) => Number(a.inline) - Number(b.inline));
  const [lead] = files;
  const leads = lead && !lead.inline ? lead : undefined;
  const first: MessageEvent = leads
    ? { ...common, id, messageId, content: fileContent(leads, words), attached: attach(leads) }
    : { ...common, id, messageId, content: textContent(mail, words) };
  const others = files.filter((it) => it !== leads);
  return [
    first,
    ...others.map(
      (file, index): MessageEvent => ({
        ...common,
        id: `${id}:${index + 1}`,
        messageId: `${messageId}:${index + 1}`,
        quiet: true,
        content: fileContent(file, ""),
        attached: attach(file),
      }),
    ),
  ];
}

/** The contact in whose thread another person answers: one whom we wrote the mail to that this one answers. */
function threadOwner(mail: Mail, settings: EmailSettings): string | undefined {
  const named = [mail.inReplyTo, ...[...mail.references].reverse()];
  return named.map((it) => contactOfMessageId(it, settings)).find((it) => it !== undefined);
}

function answerTo(mail: Mail, sender: MailAddress, { address }: EmailSettings): string {
  const other = mail.replyTo.find((it) => it.address !== address.toLowerCase());
  return (other ?? sender).address;
}

function wordsOf(mail: Mail, opening: string): string {
  const text = replyText(mail) || mail.subject;
  const notice =
    mail.cutFrom === undefined
      ? ""
      : `\n\n[The mail has ${Math.round(mail.cutFrom / (1024 * 1024))} MB; not all of its files were fetched.]`;
  return (opening + text + notice).slice(0, 100_000);
}

function tapOf(words: string): { readonly payload: string; readonly label?: string } | undefined {
  const payload = tapped.exec(words)?.[1];
  if (payload === undefined || !isRouteToken(payload)) {
    return undefined;
  }
  const label = words.replace(tapped, "").trim();
  return label === "" ? { payload } : { payload, label };
}

function textContent(mail: Mail, text: string): MessageContent {
  const { subject, cc } = mail;
  const data = defined({
    subject: subject || undefined,
    cc: cc.length > 0 ? cc.map((it) => it.address) : undefined,
  });
  return {
    kind: "text",
    text: text || "…",
    ...defined({ data: Object.keys(data).length > 0 ? data : undefined }),
  };
}

function fileContent({ fileName, mimeType }: MailFile, caption: string): MessageContent {
  return {
    kind: "file",
    url: "",
    fileName,
    mimeType,
    ...defined({ caption: caption || undefined }),
  };
}

function attach({ base64, fileName, mimeType }: MailFile) {
  return { base64, fileName, mimeType };
}

function profileOf({ address, name }: MailAddress) {
  const shown = name !== undefined && !name.includes("@") ? name : undefined;
  return { email: address, ...defined({ name: shown }) };
}
