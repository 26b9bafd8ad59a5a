import type { Config } from "../../context/config.ts";

/** The silence of a mail server that ends the wait, in milliseconds. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** A mail of the server itself. The same id twice is shown once by mail programs. */
export interface NoticeMail {
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * The end of a mail: the mail server took it; it did not, and may later (`again`) or never (`refused`); or the connection ended before
 * it answered (`unclear`). `skipped`: the caller gave it up.
 */
export type MailEnd =
  | { readonly end: "sent" | "skipped" }
  | {
      readonly end: "again" | "refused" | "unclear";
      readonly code: string;
      readonly message: string;
    };

/** Mails a notice by the server of the configuration. `begin` is asked once the server has taken the login; false gives up. Never throws for the mail server's sake. */
export async function mailNotice(
  { id, address, subject, text, html, headers }: NoticeMail,
  smtp: Config["smtp"],
  begin?: () => Promise<boolean>,
): Promise<MailEnd> {
  if (!smtp) {
    const message = "No mail server is connected: set SMTP_URL and MAIL_FROM";
    return { end: "refused", code: "mail.not-set-up", message };
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
    const message = `"${address.slice(0, 100)}" is not an e-mail address`;
    return { end: "refused", code: "mail.address-invalid", message };
  }
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({ url: smtp.url, ...patience });
  const [, domain = "localhost"] = /@([^\s>]+)/.exec(smtp.from) ?? [];
  try {
    if (begin) {
      const problem = await transport.verify().then(() => undefined, endOf);
      if (problem && "code" in problem) {
        // Nothing but the login was sent.
        return problem.end === "unclear" ? { ...problem, end: "again" } : problem;
      }
      if (!(await begin())) {
        return { end: "skipped" };
      }
    }
    const mail = {
      from: smtp.from,
      to: address,
      subject: subject.slice(0, 120),
      text,
      html,
      headers: { ...headers },
      messageId: `<${id.replaceAll(":", ".")}@${domain}>`,
    };
    return await transport.sendMail(mail).then((): MailEnd => ({ end: "sent" }), endOf);
  } finally {
    transport.close();
  }
}

interface MailError {
  readonly code?: string | undefined;
  /** The code of the system's error, such as `ECONNREFUSED`. */
  readonly originalCode?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
}

/** Errors from before the text of the mail goes out: the server has taken nothing. */
const early = new Set(["EDNS", "EAUTH", "ETLS", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"]);

function endOf({ code = "", originalCode = "", response, responseCode }: MailError): MailEnd {
  const said = response === undefined ? originalCode || code || "error" : response.slice(0, 200);
  const message = `The mail server did not take the message: ${said}`;
  const problem = { code: "mail.failed", message };
  if (responseCode !== undefined) {
    return { end: responseCode >= 500 && code !== "EAUTH" ? "refused" : "again", ...problem };
  }
  return { end: early.has(code) || early.has(originalCode) ? "again" : "unclear", ...problem };
}
