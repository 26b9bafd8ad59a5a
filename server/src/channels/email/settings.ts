import Type, { type Static } from "typebox";
import { OptionalSecret, OptionalSetting, Secret, Setting } from "../settings-fields.ts";

const port = { pattern: "^[1-9]\\d{0,4}$" } as const;
const security = (title: string, standard: "tls" | "starttls") =>
  Type.Enum(["tls", "starttls", "none"], {
    type: "string",
    widget: "choice",
    title,
    default: standard,
    inSight: false,
  });
const choice = <const T extends string>(values: [T, T], title: string, description: string) =>
  Type.Enum(values, {
    type: "string",
    widget: "choice",
    title,
    description,
    default: values[0],
    inSight: false,
  });

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
    smtpSecurity: security("SMTP encryption", "tls"),
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
    imapSecurity: security("IMAP encryption", "tls"),
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
    seen: choice(
      ["keepUnseen", "markSeen"],
      "Mails that were taken",
      "Leave them unseen, or mark them as seen in the mailbox.",
    ),
    lists: choice(
      ["ignoreLists", "answerLists"],
      "Mails of mailing lists",
      "Choose “Answer them” if customers write to a group address that forwards to this mailbox.",
    ),
    subjectRule: choice(
      ["keepSubject", "fixedSubject"],
      "Subject of answers",
      "Keep the subject of the contact’s mail, or always take the one below.",
    ),
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
