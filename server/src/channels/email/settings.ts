import Type, { type Static } from "typebox";
import { Choice, OptionalSecret, OptionalSetting, Secret, Setting } from "../settings-fields.ts";

const port = { pattern: "^[1-9]\\d{0,4}$" } as const;
const Security = (title: string) => Choice(["tls", "starttls", "none"], { title });

/** The settings that connect a mailbox. */
export const EmailSettings = Type.Object(
  {
    address: Setting({
      title: "E-mail address",
      description: "Mails leave from it, and answers come to it.",
      pattern: '^[^\\s@<>"(),:;\\\\]+@[^\\s@<>"(),:;\\\\]+\\.[^\\s@<>"(),:;\\\\]+$',
    }),
    senderName: OptionalSetting({
      title: "Name of the sender",
      description: "Shown in place of the address.",
    }),
    password: Secret({
      title: "Mailbox password",
      description: "Many providers want an app password, made in the account’s security settings.",
    }),
    smtpHost: Setting({
      title: "Outgoing server (SMTP)",
      description: "Such as smtp.gmail.com.",
      pattern: "^[^\\s/@]+$",
    }),
    imapHost: OptionalSetting({
      title: "Incoming server (IMAP)",
      description: "Such as imap.gmail.com. Left empty, mails come in by webhook only.",
      pattern: "^[^\\s/@]*$",
    }),
    smtpPort: Setting({ title: "SMTP port", ...port, default: "465" }),
    smtpSecurity: Security("SMTP encryption"),
    smtpUser: Type.Optional(
      Type.String({
        title: "SMTP user name",
        description: "Left empty, it is the e-mail address.",
        maxLength: 500,
        widget: "label",
        inSight: false,
      }),
    ),
    imapPort: Setting({ title: "IMAP port", ...port, default: "993" }),
    imapSecurity: Security("IMAP encryption"),
    imapUser: Type.Optional(
      Type.String({
        title: "IMAP user name",
        description: "Left empty, it is the one for SMTP.",
        maxLength: 500,
        widget: "label",
        inSight: false,
      }),
    ),
    imapPassword: Type.Optional(
      Type.String({
        title: "IMAP password",
        description: "Left empty, it is the mailbox password.",
        maxLength: 4_000,
        widget: "secret",
        inSight: false,
      }),
    ),
    folder: Setting({ title: "Folder that is watched", default: "INBOX" }),
    seen: Choice(["keepUnseen", "markSeen"], {
      title: "Mails that were taken",
      description: "Leave them unseen, or mark them as seen in the mailbox.",
    }),
    lists: Choice(["ignoreLists", "answerLists"], {
      title: "Mails of mailing lists",
      description:
        "Choose “Answer them” if customers write to a group address that forwards to this mailbox.",
    }),
    subjectRule: Choice(["keepSubject", "fixedSubject"], {
      title: "Subject of answers",
      description: "Keep the subject of the contact’s mail, or always take the one below.",
    }),
    subject: Setting({
      title: "Subject",
      description: "Of mails that answer nobody.",
      default: "Message for you",
    }),
    color: Type.String({
      title: "Colour of buttons",
      pattern: "^#[0-9a-fA-F]{6}$",
      widget: "color",
      default: "#1c64d9",
      inSight: false,
    }),
    webhookSecret: OptionalSecret({
      title: "Webhook password",
      description: "Left empty, one is derived from the mailbox password.",
    }),
    mailgunKey: Type.Optional(
      Type.String({
        title: "Mailgun signing key",
        description: "With it, each webhook must also carry Mailgun’s signature.",
        maxLength: 4_000,
        widget: "secret",
        inSight: false,
      }),
    ),
  },
  { additionalProperties: false },
);
export type EmailSettings = Static<typeof EmailSettings>;
