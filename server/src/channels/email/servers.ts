import { createHmac } from "node:crypto";
import type { MailServer } from "../channel.ts";
import type { EmailSettings } from "./settings.ts";

/** The server that mails are sent through. */
export function smtpServer(settings: EmailSettings): MailServer {
  const { smtpHost, smtpPort, smtpSecurity, password } = settings;
  const user = smtpUserOf(settings);
  return { host: smtpHost, port: Number(smtpPort), security: smtpSecurity, user, password };
}

/** The server whose mailbox is watched; undefined where mails come by webhook only. */
export function imapServer(settings: EmailSettings): MailServer | undefined {
  const { imapHost, imapPort, imapSecurity, imapUser, imapPassword, password } = settings;
  if (!imapHost) {
    return undefined;
  }
  return {
    host: imapHost,
    port: Number(imapPort),
    security: imapSecurity,
    user: imapUser || smtpUserOf(settings),
    password: imapPassword || password,
  };
}

/** The password that a webhook must bring. */
export function webhookSecretOf({ webhookSecret, password }: EmailSettings): string {
  return (
    webhookSecret || createHmac("sha256", password).update("chatloom mail webhook").digest("hex")
  );
}

function smtpUserOf({ smtpUser, address }: EmailSettings): string {
  return smtpUser || address;
}
