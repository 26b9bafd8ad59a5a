import { headerOf, type Mail } from "./mail.ts";
import { isOurMessageId } from "./message-id.ts";
import type { EmailSettings } from "./settings.ts";

/**
 * Whose mail it is: a person's; an automatic answer (for the thread only); a list's or a mass mail; one that only a program sends; or
 * our own. Only a person's is answered.
 */
export type MailClass = "person" | "autoReply" | "list" | "program" | "own";

const programs =
  /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|noreply[.+_-].*|bounces?([.+_-].*)?|notifications?|mailer|root|daemon)$/i;

/** The header by which our own mails are known, even where a server gave them another Message-ID. */
export const loopHeader = "X-Chatloom-Message";

/** Tells whether a mail may be answered. Sources: RFC 3834, https://www.arp242.net/autoreply.html. */
export function classifyMail(mail: Mail, settings: EmailSettings): MailClass {
  const header = (name: string) => headerOf(mail, name)?.trim().toLowerCase();
  const own = settings.address.toLowerCase();
  if (isOurMessageId(mail.messageId, settings) || header("x-loop") === own) {
    return "own";
  }
  const loop = headerOf(mail, loopHeader.toLowerCase());
  if (loop !== undefined && isOurMessageId(loop, settings)) {
    return "own";
  }
  const precedence = header("precedence") ?? "";
  const submitted = header("auto-submitted") ?? "no";
  const suppress = header("x-auto-response-suppress") ?? "";
  const isAutomatic =
    !/^no\b/.test(submitted) ||
    /^auto_reply/.test(precedence) ||
    [...["x-autoreply", "x-autorespond", "x-autoresponder", "x-autorepsond"]].some(
      (name) => header(name) !== undefined && header(name) !== "no",
    ) ||
    header("x-mail-autoreply") !== undefined;
  if (isAutomatic) {
    return "autoReply";
  }
  const isMass =
    ["list-id", "list-unsubscribe", "feedback-id", "list-post"].some(
      (name) => header(name) !== undefined,
    ) || /^(bulk|list|junk)/.test(precedence);
  if (isMass && settings.lists === "ignoreLists") {
    return "list";
  }
  const isBounceSender = header("return-path") === "<>";
  const asksForSilence = /(^|[\s,;])(dr|autoreply|all)([\s,;]|$)/.test(suppress);
  if (isBounceSender || asksForSilence) {
    return "program";
  }
  const [local = ""] = (mail.from?.address ?? "").split("@");
  const writesForAnother = mail.replyTo.some((it) => it.address !== own);
  return programs.test(local) && !writesForAnother ? "program" : "person";
}
