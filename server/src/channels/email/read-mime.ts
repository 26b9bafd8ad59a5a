import PostalMime, { type Address, addressParser } from "postal-mime";
import type { MailAddress } from "./mail.ts";

/** Deeper mails and longer headers are only made to cost time. */
const bounds = { maxNestingDepth: 30, maxHeadersSize: 256 * 1024 } as const;

/** Parses the bytes of a mail into the JSON of `Mail`; undefined where they are no mail. `size` is the whole mail's. */
export async function readMime(bytes: Uint8Array, size = bytes.length): Promise<unknown> {
  try {
    const mail = await PostalMime.parse(bytes, {
      ...bounds,
      attachmentEncoding: "base64",
      forceRfc822Attachments: true,
    });
    const isCut = size > bytes.length;
    return {
      headers: mail.headers.map(({ key, value }) => ({ name: key, value })),
      from: flat(mail.from ? [mail.from] : [])[0],
      replyTo: flat(mail.replyTo),
      to: flat(mail.to),
      cc: flat(mail.cc),
      subject: mail.subject ?? "",
      messageId: mail.messageId ?? "",
      inReplyTo: mail.inReplyTo ?? "",
      references: [mail.references ?? ""],
      date: mail.date === undefined ? undefined : Date.parse(mail.date),
      text: mail.text ?? "",
      html: mail.html ?? "",
      // The last one may be incomplete.
      files: (isCut ? mail.attachments.slice(0, -1) : mail.attachments).map((it) => ({
        fileName: it.filename ?? nameFor(it.mimeType),
        mimeType: it.mimeType,
        base64: String(it.content),
        inline: it.disposition === "inline" || (it.related === true && it.contentId !== undefined),
      })),
      cutFrom: isCut ? size : undefined,
    };
  } catch {
    return undefined;
  }
}

/** Reads a header of addresses, such as `"Lee, Bo" <bo@example.org>, ana@example.org`. */
export function readAddresses(header: string): readonly MailAddress[] {
  return flat(addressParser(header.slice(0, 20_000)));
}

function flat(given: readonly Address[] | undefined): readonly MailAddress[] {
  return (given ?? []).flatMap((it) =>
    "group" in it && it.group ? it.group : [it as MailAddress],
  );
}

function nameFor(mimeType: string): string {
  return mimeType === "message/rfc822" ? "mail.eml" : "file";
}
