import { defined } from "@chatloom/flows-schema";
import { list, object, objects, size, text, timeOf } from "../read-json.ts";

/** A person or list in a mail's header. */
export interface MailAddress {
  readonly address: string;
  readonly name?: string;
}

/** A file in a mail. */
export interface MailFile {
  readonly fileName: string;
  readonly mimeType: string;
  readonly base64: string;
  /** Shown inside the text, such as the logo of a signature. */
  readonly inline: boolean;
}

/** A mail, parsed; all texts decoded. Plain JSON, the same for each way in. */
export interface Mail {
  /** Names in lower case, in the mail's order. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly from: MailAddress | undefined;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  /** With brackets; empty where there is none. */
  readonly messageId: string;
  readonly inReplyTo: string;
  /** The oldest first. */
  readonly references: readonly string[];
  /** Epoch milliseconds. */
  readonly date: number | undefined;
  readonly text: string;
  readonly html: string;
  readonly files: readonly MailFile[];
  /** The mail's size in bytes, where it was too large to fetch whole. */
  readonly cutFrom: number | undefined;
}

/** The most files of one mail that are taken. */
const mostFiles = 30;
const mostAddresses = 50;
const mostReferences = 20;

/** Reads a mail out of JSON; undefined where it is none. Never throws. */
export function readMail(value: unknown): Mail | undefined {
  const it = object(value);
  const headers = objects(it.headers).flatMap(({ name, value: said }) => {
    const key = text(name)?.toLowerCase();
    return key === undefined ? [] : [{ name: key, value: text(said) ?? "" }];
  });
  const from = addresses([it.from])[0];
  const messageId = identifiers(it.messageId)[0] ?? "";
  if (headers.length === 0 && !from && messageId === "") {
    return undefined;
  }
  const references = identifiers(list(it.references).map(String).join(" "));
  return {
    headers,
    from,
    replyTo: addresses(list(it.replyTo)),
    to: addresses(list(it.to)),
    cc: addresses(list(it.cc)),
    subject: (text(it.subject) ?? "").replace(/\s+/g, " ").trim().slice(0, 1_000),
    messageId,
    inReplyTo: identifiers(it.inReplyTo)[0] ?? "",
    references: references.slice(-mostReferences),
    date: timeOf(it.date, 0) || undefined,
    text: text(it.text) ?? "",
    html: typeof it.html === "string" ? it.html.slice(0, 2_000_000) : "",
    files: objects(it.files)
      .slice(0, mostFiles)
      .flatMap(({ fileName, mimeType, base64, inline }) =>
        typeof base64 !== "string" || base64 === ""
          ? []
          : [
              {
                fileName: text(fileName) ?? "file",
                mimeType: text(mimeType) ?? "application/octet-stream",
                base64,
                inline: inline === true,
              },
            ],
      ),
    cutFrom: size(it.cutFrom),
  };
}

/** The first value of a header, by its name in lower case. */
export function headerOf({ headers }: Mail, name: string): string | undefined {
  return headers.find((it) => it.name === name)?.value;
}

/** The Message-IDs in a text, with brackets. Those longer than 500 characters are left out. */
export function identifiers(value: unknown): readonly string[] {
  const found = (text(value) ?? "").match(/<[^<>\s]{3,500}>/g);
  return found ?? [];
}

function addresses(values: readonly unknown[]): readonly MailAddress[] {
  return values.slice(0, mostAddresses).flatMap((value) => {
    const { address, name } = object(value);
    const given = text(address)?.trim().toLowerCase();
    if (given === undefined || given.length > 320 || !/^[^\s@]+@[^\s@]+$/.test(given)) {
      return [];
    }
    return [defined({ address: given, name: text(name)?.trim().slice(0, 200) || undefined })];
  });
}
