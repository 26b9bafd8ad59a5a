import { isIP } from "node:net";
import { defined } from "@chatloom/flows-schema";
import type { MailAnswer, MailCall, OutgoingMail } from "../../channels/channel.ts";
import { publicHost } from "../effects/guarded-agent.ts";
import type { CallResult } from "./call-result.ts";
import { mailProblem } from "./mail-problem.ts";

/** The services that send a mail. */
export interface MailTransport {
  /** The bytes of the attachments by the files' ids. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline: number;
  readonly allowPrivate: boolean;
}

/** An error of nodemailer. */
type MailError = Error & {
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
};

/** Refused in words without a code of SMTP: the server offers no login, or none that we know. */
const noLogin = 534;

/** Sends the mail of a call by SMTP, or only logs in. Never throws. */
export async function sendMail(
  { server, mail }: MailCall,
  { files, deadline, allowPrivate }: MailTransport,
): Promise<CallResult> {
  const { default: SMTPConnection } = await import("nodemailer/lib/smtp-connection/index.js");
  let message: Buffer | undefined;
  let address: string;
  try {
    message = mail && (await compose(mail, files));
    address = await publicHost(server.host, allowPrivate);
  } catch (error) {
    return { notSent: mailProblem(error, server) };
  }
  const patience = Math.max(1, deadline - Date.now());
  const connection = new SMTPConnection({
    host: address,
    port: server.port,
    secure: server.security === "tls",
    requireTLS: server.security === "starttls",
    ignoreTLS: server.security === "none",
    ...defined({ tls: isIP(server.host) ? undefined : { servername: server.host } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    ...defined({ name: mail ? (mail.from.address.split("@")[1] ?? "localhost") : undefined }),
  });

  return new Promise((resolve) => {
    let asked = "CONN";
    const timer = setTimeout(
      () => fail(Object.assign(new Error("timed out"), { code: "ETIMEDOUT" })),
      patience,
    );
    connection.on("error", fail);
    connection.on("end", () => fail(new Error("the connection ended")));
    connection.connect((error) => (error ? fail(error) : logIn()));

    function logIn(): void {
      asked = "AUTH";
      const { allowsAuth } = connection as { readonly allowsAuth?: boolean };
      // A relay inside a network offers no login and needs none.
      if (server.user === "" || allowsAuth === false) {
        send();
        return;
      }
      const credentials = { user: server.user, pass: server.password };
      connection.login({ ...credentials, credentials }, (error) => (error ? fail(error) : send()));
    }

    function send(): void {
      if (!mail || !message) {
        settle({ reply: reply(250, { command: asked, response: "The login was taken" }) });
        return;
      }
      if (Date.now() >= deadline) {
        fail(Object.assign(new Error("timed out"), { code: "ETIMEDOUT" }));
        return;
      }
      asked = "DATA";
      const envelope = { from: mail.from.address, to: mail.to, size: message.length };
      connection.send(envelope, message, (error, info) =>
        error
          ? fail(error)
          : settle({
              reply: reply(250, {
                command: "DATA",
                response: info.response,
                messageId: mail.messageId,
              }),
            }),
      );
    }

    function fail(error: MailError): void {
      const command = commandOf(error, asked);
      const isAnswer = asked !== "CONN" && error.code !== "ETLS";
      if (isAnswer && error.responseCode !== undefined && error.responseCode >= 400) {
        const response = (error.response ?? error.message).slice(0, 500);
        settle({ reply: reply(error.responseCode, { command, response }) });
        return;
      }
      if (error.code === "EAUTH" || error.code === "ENOAUTH") {
        const response = error.message.slice(0, 500);
        settle({ reply: reply(noLogin, { command: "AUTH", response }) });
        return;
      }
      const problem = mailProblem(error, server);
      // Until the text of the mail goes out, the server has taken nothing.
      settle(command === "DATA" ? { lost: problem } : { notSent: problem });
    }

    function settle(result: CallResult): void {
      clearTimeout(timer);
      connection.removeAllListeners();
      connection.on("error", () => {
        // The mail is accepted; a later error of the connection changes nothing.
      });
      if ("reply" in result) {
        connection.quit();
      } else {
        connection.close();
      }
      resolve(result);
    }
  });
}

function commandOf({ command }: MailError, asked: string): string {
  if (asked !== "DATA" || command === undefined) {
    return asked;
  }
  return /^(MAIL FROM|RCPT TO)/.exec(command)?.[0] ?? asked;
}

function reply(status: number, body: MailAnswer) {
  return { status, headers: {}, body };
}

async function compose(
  { attachments, ...mail }: OutgoingMail,
  files: MailTransport["files"],
): Promise<Buffer> {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer/index.js");
  const composer = new MailComposer({
    ...mail,
    headers: { ...mail.headers },
    attachments: attachments.map(({ fileId, fileName, mimeType, contentId }) => ({
      filename: fileName,
      contentType: mimeType,
      content: Buffer.from(files.get(fileId) ?? []),
      ...(contentId === undefined ? {} : { cid: contentId, contentDisposition: "inline" as const }),
    })),
    // Texts come from people: they name no files of this machine and no addresses to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
