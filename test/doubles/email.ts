import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { type ImapDouble, startImapDouble } from "./imap-server.ts";

/** A mail that the SMTP server took. */
export interface TakenMail {
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: Email;
}

/** The fault of the next mail. */
export type MailFault =
  /** Refused at this command, in these words (`550 5.1.1 no such user`). */
  | { readonly at: "AUTH" | "MAIL FROM" | "RCPT TO" | "DATA"; readonly answer: string }
  /** The connection breaks, or stays without an answer, once the whole mail is there; `taken` says whether it was delivered all the same. */
  | { readonly at: "lost"; readonly taken: boolean; readonly hangs?: boolean };

/** A mail provider: a strict SMTP server on a free port and an IMAP mailbox. */
export interface MailDouble {
  readonly settings: Readonly<Record<string, string>>;
  readonly smtpPort: number;
  readonly imap: ImapDouble;
  /** In order, every delivery: a mail whose answer was lost may be among them twice. */
  readonly taken: readonly TakenMail[];
  /** As a mail program shows them: mails of one Message-ID once. */
  readonly shown: readonly TakenMail[];
  /** Mails that a careful server finds fault with. */
  readonly refusals: readonly string[];
  readonly fail: (...faults: readonly MailFault[]) => void;
  readonly close: () => Promise<void>;
}

const login = { user: "shop@example.org", password: "app password" } as const;

/** Starts it; close it when the test ends. `now` is the mailbox's clock. */
export async function startMailDouble(now: () => number = Date.now): Promise<MailDouble> {
  const taken: TakenMail[] = [];
  const refusals: string[] = [];
  const faults: MailFault[] = [];
  const imap = await startImapDouble(login, now);

  const faultAt = (at: MailFault["at"]): Error | undefined => {
    const [fault] = faults;
    if (fault?.at !== at || !("answer" in fault)) {
      return undefined;
    }
    faults.shift();
    const [, code = "550", text = ""] = /^(\d{3}) (.*)$/.exec(fault.answer) ?? [];
    return Object.assign(new Error(text), { responseCode: Number(code) });
  };

  const server = new SMTPServer({
    authMethods: ["PLAIN", "LOGIN"],
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    size: 15 * 1024 * 1024,
    onAuth({ username, password }, _session, done) {
      const fault = faultAt("AUTH");
      if (fault || username !== login.user || password !== login.password) {
        const refused = Object.assign(new Error("5.7.8 Username and Password not accepted"), {
          responseCode: 535,
        });
        return done(fault ?? refused);
      }
      done(null, { user: username });
    },
    onMailFrom(address, _session, done) {
      const foreign = address.address.toLowerCase() !== login.user;
      const refused = Object.assign(new Error("5.7.60 not permitted to send as this sender"), {
        responseCode: 550,
      });
      done(faultAt("MAIL FROM") ?? (foreign ? refused : null));
    },
    onRcptTo(_address, _session, done) {
      done(faultAt("RCPT TO") ?? null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        void take(Buffer.concat(chunks), session).then(done, done);
      });
    },
  });
  server.on("error", () => {});

  async function take(raw: Buffer, session: SMTPServerSession): Promise<Error | null> {
    const fault = faultAt("DATA");
    if (fault) {
      return fault;
    }
    const [next] = faults;
    const lost = next?.at === "lost" ? next : undefined;
    if (lost) {
      faults.shift();
    }
    const mail = await PostalMime.parse(raw);
    const problem = problemOf(raw.toString("latin1"), mail);
    if (problem !== undefined) {
      refusals.push(problem);
      return Object.assign(new Error(`5.6.0 ${problem}`), { responseCode: 554 });
    }
    if (!lost || lost.taken) {
      const to = session.envelope.rcptTo.map((it) => it.address);
      taken.push({ to, raw: raw.toString("utf8"), mail });
    }
    if (lost) {
      for (const connection of lost.hangs ? [] : server.connections) {
        connection._socket.destroy();
      }
      return new Promise(() => {});
    }
    return null;
  }

  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const smtpPort = (server.server.address() as AddressInfo).port;
  return {
    settings: {
      address: login.user,
      senderName: "The Shop",
      password: login.password,
      smtpHost: "127.0.0.1",
      smtpPort: String(smtpPort),
      smtpSecurity: "none",
      imapHost: "127.0.0.1",
      imapPort: String(imap.port),
      imapSecurity: "none",
      folder: "INBOX",
      seen: "keepUnseen",
      lists: "ignoreLists",
      subjectRule: "keepSubject",
      subject: "Message for you",
      color: "#1c64d9",
    },
    smtpPort,
    imap,
    taken,
    get shown() {
      const seen = new Set<string>();
      return taken.filter(
        ({ mail: { messageId = "" } }) => !seen.has(messageId) && seen.add(messageId),
      );
    },
    refusals,
    fail: (...more) => void faults.push(...more),
    async close() {
      await new Promise<void>((done) => server.close(done));
      await imap.close();
    },
  };
}

/** Finds faults of a mail by RFC 5322 and the rules of large mailbox providers. */
function problemOf(
  raw: string,
  { headers, messageId, from, subject, text, html, attachments }: Email,
): string | undefined {
  for (const name of ["from", "to", "subject", "date", "message-id", "mime-version"]) {
    const count = headers.filter((it) => it.key === name).length;
    if (count !== 1) {
      return `${count} headers ${name}`;
    }
  }
  if (!/^<[^<>\s@]+@[^<>\s@]+>$/.test(messageId ?? "") || from?.address === undefined) {
    return `Message-ID ${messageId} or From ${from?.address} is no address`;
  }
  if (raw.split("\r\n").some((line) => line.length > 998) || /[^\r]\n/.test(raw)) {
    return "a line over 998 characters, or without CRLF";
  }
  if (!subject || (!text?.trim() && attachments.length === 0) || (text?.trim() && !html?.trim())) {
    return "no subject, no words, or one version of them only";
  }
  return undefined;
}
