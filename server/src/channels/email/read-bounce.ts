import type { SendFailure } from "../channel.ts";
import { headerOf, identifiers, type Mail } from "./mail.ts";
import { isOurMessageId } from "./message-id.ts";
import type { EmailSettings } from "./settings.ts";

/** A mail server's report about a mail of ours. */
export interface Bounce {
  /** Of our mail. */
  readonly messageId: string;
  /** `delayed`, `relayed` and `expanded` say that it is still under way. */
  readonly action: "failed" | "delivered" | "underWay";
  readonly failure: SendFailure;
  /** Nobody can be reached at the address. */
  readonly gone: boolean;
}

const textTypes = /^(message\/|text\/)/;
const mostText = 300_000;

/** Whether a mail is a report about another mail. */
export function isReport(mail: Mail): boolean {
  const type = headerOf(mail, "content-type") ?? "";
  const [local = ""] = (mail.from?.address ?? "").split("@");
  return (
    /multipart\/report/i.test(type) ||
    headerOf(mail, "x-failed-recipients") !== undefined ||
    /^(mailer-daemon|postmaster)$/i.test(local)
  );
}

/** Reads a delivery status notification (RFC 3464), or a plain mail of a mail server; undefined where it names no mail of ours. */
export function readBounce(mail: Mail, settings: EmailSettings): Bounce | undefined {
  const text = allText(mail);
  const messageId = identifiers(text).find((it) => isOurMessageId(it, settings));
  if (messageId === undefined) {
    return undefined;
  }
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+)$`, "im").exec(text)?.[1]?.trim();
  const status = /^(\d\.\d{1,3}\.\d{1,3})/.exec(field("Status") ?? "")?.[1];
  const action = (field("Action") ?? "").toLowerCase();
  const code = status ?? /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? "5.0.0";
  const told = field("Diagnostic-Code")?.replace(/^smtp;\s*/i, "");
  return {
    messageId,
    action: actionOf(action, code),
    failure: failureFor(code, told ?? "The receiving mail server returned the mail."),
    gone: /^5\.1\.(1|2|3|6|10)$|^5\.2\.1$/.test(code),
  };
}

function actionOf(action: string, code: string): Bounce["action"] {
  switch (action) {
    case "delivered":
      return "delivered";
    case "delayed":
    case "relayed":
    case "expanded":
      return "underWay";
    case "failed":
      return "failed";
    default:
      return code.startsWith("4") ? "underWay" : "failed";
  }
}

/** Classifies a status of RFC 3463. */
export function failureFor(code: string, told: string): SendFailure {
  const [, subject = "", detail = ""] = code.split(".");
  const message = told.slice(0, 500);
  if (subject === "7") {
    return { kind: "policy", code, message };
  }
  if (subject === "6" || code.endsWith("3.4") || code.endsWith("2.3")) {
    return { kind: "content", code, message };
  }
  if (subject === "1" && (detail === "7" || detail === "8")) {
    return { kind: "policy", code, message };
  }
  return { kind: "unreachable", code, message };
}

/** The texts of all parts: the report and the headers of our mail are parts of their own. */
function allText({ text, html, files, headers }: Mail): string {
  const parts = files
    .filter((it) => textTypes.test(it.mimeType.toLowerCase()))
    .map((it) => Buffer.from(it.base64.slice(0, mostText), "base64").toString("utf8"));
  const named = headers
    .filter((it) => it.name === "x-failed-recipients" || it.name === "references")
    .map((it) => it.value);
  return [text, ...parts, ...named, html.slice(0, mostText)]
    .join("\n\n")
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+/g, " ")
    .slice(0, mostText);
}
