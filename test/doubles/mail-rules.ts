import type { OutgoingMail } from "../../server/src/channels/channel.ts";

/** Finds the fault of a mail, as a careful mail server or program would; undefined if it has none. */
export function checkMail(mail: OutgoingMail | undefined): string | undefined {
  if (!mail) {
    return "there is no mail";
  }
  const { from, to, subject, messageId, headers, text, html, attachments } = mail;
  if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(to) || !/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(from.address)) {
    return `not an address: ${to} or ${from.address}`;
  }
  if (!/^<[\w.+-]+@[\w.-]+>$/.test(messageId) || messageId.length > 320) {
    return `not a Message-ID: ${messageId}`;
  }
  if (subject.trim() === "" || /[\r\n]/.test(subject) || subject.length > 255) {
    return `not a subject: ${subject}`;
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[A-Za-z][A-Za-z-]*$/.test(name) || /[\r\n]/.test(value)) {
      return `not a header: ${name}`;
    }
    if (value.split(" ").some((word) => word.length > 900)) {
      return `${name} has a line over 998 characters`;
    }
  }
  if (text.trim() === "" && attachments.length === 0) {
    return "the mail is empty";
  }
  if (text.trim() !== "" && html.trim() === "") {
    return "there is no HTML beside the text";
  }
  return checkHtml(html);
}

/** Tags that a mail may have. Anything else is somebody's text that was not escaped. */
const tags = /^(html|head|meta|title|body|table|tr|td|div|p|a|img|br|span)$/;

function checkHtml(html: string): string | undefined {
  const open: string[] = [];
  const rest = html.replace(/^<!doctype html>/, "");
  for (const [tag, slash = "", name = "", attributes = ""] of rest.matchAll(
    /<(\/?)([^\s>/]*)([^>]*)>/g,
  )) {
    if (!tags.test(name)) {
      return `a tag that no mail has: ${tag.slice(0, 100)}`;
    }
    if (
      /\son\w+=/i.test(attributes.replace(/"[^"]*"/g, '""')) ||
      /(href|src)="(?!https?:|mailto:|tel:|cid:)/i.test(attributes)
    ) {
      return `a dangerous attribute: ${tag.slice(0, 200)}`;
    }
    if (slash === "/") {
      if (open.pop() !== name) {
        return `</${name}> closes nothing`;
      }
    } else if (!/^(meta|img|br)$/.test(name)) {
      open.push(name);
    }
  }
  return open.length > 0 ? `<${open.at(-1)}> is not closed` : undefined;
}
