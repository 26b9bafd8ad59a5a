import type { HttpCall } from "./http-call.ts";

/** A mail server and the login there. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` on a plain connection before the login, or no encryption. */
  readonly security: "tls" | "starttls" | "none";
  /** Empty: no login. */
  readonly user: string;
  readonly password: string;
}

/** A file kept by this server, as part of a mail. */
export interface MailAttachment {
  readonly fileId: string;
  readonly fileName: string;
  readonly mimeType: string;
  /** Shows the file where the HTML names `cid:…`. */
  readonly contentId?: string | undefined;
}

/** A mail to send. */
export interface OutgoingMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  /** With angle brackets. The same at every attempt, so that mail programs show a repeated mail once. */
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly MailAttachment[];
}

/**
 * A call to a mail server as data: it sends `mail`, or only logs in. The answer is an `HttpReply`: `status` is the server's
 * SMTP code (IMAP: 200 or the SMTP code that means the same), `body` is a `MailAnswer`.
 */
export interface MailCall {
  readonly protocol: "smtp" | "imap";
  readonly server: MailServer;
  readonly mail?: OutgoingMail;
  /** The folder to open by IMAP. */
  readonly folder?: string;
}

/** The known parts of a mail server's answer. */
export interface MailAnswer {
  /** The command: `AUTH`, `MAIL FROM`, `RCPT TO`, `DATA`. */
  readonly command: string;
  /** The server's words, or ours about the connection. */
  readonly response: string;
  readonly messageId?: string;
}

/** A call to a platform's API or to a mail server. */
export type PlatformCall = HttpCall | MailCall;
