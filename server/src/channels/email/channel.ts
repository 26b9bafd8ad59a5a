import { defineChannel } from "../channel.ts";
import { withQuery } from "../with-query.ts";
import { emailAbilities } from "./abilities.ts";
import { composeMail } from "./compose-mail.ts";
import { emailGuide } from "./guide.ts";
import { parseMail } from "./parse-mail.ts";
import { readEmailBody } from "./read-body.ts";
import { readMime } from "./read-mime.ts";
import { readMailReply } from "./read-reply.ts";
import { imapServer, smtpServer, webhookSecretOf } from "./servers.ts";
import { EmailSettings } from "./settings.ts";
import { isFromMailProvider } from "./signature.ts";

const mb = 1024 * 1024;

/** A mailbox: mails come in by IMAP or webhook and go out by SMTP. */
export const email = defineChannel({
  type: "email",
  title: "E-mail",
  icon: "mail",
  settings: EmailSettings,
  abilities: emailAbilities,
  refLinks: {
    carries: "text",
    address: ({ settings, code, text }) =>
      typeof settings.address === "string"
        ? withQuery(`mailto:${encodeURI(settings.address)}`, {
            subject: text.replace(`#${code}`, "").trim(),
            body: text,
          })
        : undefined,
  },
  environment: {
    address: "EMAIL_ADDRESS",
    senderName: "EMAIL_SENDER_NAME",
    password: "EMAIL_PASSWORD",
    smtpHost: "EMAIL_SMTP_HOST",
    smtpPort: "EMAIL_SMTP_PORT",
    smtpSecurity: "EMAIL_SMTP_SECURITY",
    smtpUser: "EMAIL_SMTP_USER",
    imapHost: "EMAIL_IMAP_HOST",
    imapPort: "EMAIL_IMAP_PORT",
    imapSecurity: "EMAIL_IMAP_SECURITY",
    imapUser: "EMAIL_IMAP_USER",
    imapPassword: "EMAIL_IMAP_PASSWORD",
  },
  guide: emailGuide,
  verify: isFromMailProvider,
  mostWebhookBytes: 40 * mb,
  readBody: readEmailBody,
  parse: parseMail,
  verifyToken: webhookSecretOf,
  account: ({ address }) => address.toLowerCase(),
  addressOf: ({ email }) => email,
  compose: composeMail,
  readReply: readMailReply,
  mailbox: {
    place: (settings) => {
      const server = imapServer(settings);
      const { folder, seen } = settings;
      return server && { server, folder, markSeen: seen === "markSeen" };
    },
    mostBytes: 30 * mb,
    read: async ({ bytes, size }, settings, now) =>
      parseMail(await readMime(bytes, size), settings, now),
  },
  identify: {
    ask: (settings) => ({ protocol: "smtp", server: smtpServer(settings) }),
    alsoAsk: (settings) => {
      const server = imapServer(settings);
      return server ? [{ protocol: "imap", server, folder: settings.folder }] : [];
    },
    read: ({ status }) => (status < 300 ? { name: "E-mail" } : undefined),
  },
});
