import type { EmailSettings } from "../channels/email/settings.ts";

/** Complete settings of an e-mail channel. */
export const sampleEmailSettings: EmailSettings = {
  address: "Shop@Example.org",
  senderName: "The Shop",
  password: "mailbox password",
  smtpHost: "smtp.example.org",
  imapHost: "imap.example.org",
  smtpPort: "465",
  smtpSecurity: "tls",
  imapPort: "993",
  imapSecurity: "tls",
  folder: "INBOX",
  seen: "keepUnseen",
  lists: "ignoreLists",
  subjectRule: "keepSubject",
  subject: "Message for you",
  color: "#123456",
};
