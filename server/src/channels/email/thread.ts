import { json, list, object, text } from "../read-json.ts";
import type { Mail } from "./mail.ts";

/** The headers that keep an answer in a mail's thread. */
export interface MailThread {
  readonly subject: string;
  /** The oldest first; the last one is of the mail that is answered. */
  readonly references: readonly string[];
  /** Where the answer goes. */
  readonly to: string;
}

/** A header line must stay below 998 characters, and folding needs short parts. */
const mostReferences = 12;

/** Writes the thread of a mail that somebody sent. */
export function writeThread({ subject, messageId, references }: Mail, to: string): string {
  const chain = [...references.filter((it) => it !== messageId), messageId].filter(Boolean);
  const [first, ...rest] = chain;
  const kept =
    chain.length > mostReferences && first ? [first, ...rest.slice(1 - mostReferences)] : chain;
  return JSON.stringify({ subject, references: kept, to });
}

/** Reads what `writeThread` wrote; undefined where there is no thread. */
export function readThread(written: string | undefined): MailThread | undefined {
  const it = object(json(written ?? ""));
  const to = text(it.to);
  if (to === undefined) {
    return undefined;
  }
  const references = list(it.references).filter((id) => typeof id === "string");
  return { subject: text(it.subject) ?? "", references, to };
}
