import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSecret, Secret, Setting } from "../settings-fields.ts";

/** The settings that connect an inbox of Chatwoot as a channel. */
export const ChatwootBotSettings = Type.Object(
  {
    apiBaseUrl: {
      ...ApiBaseUrl("https://app.chatwoot.com"),
      title: "Chatwoot address",
      description: "Your own installation, or Chatwoot’s cloud.",
      inSight: true,
    },
    accountId: Setting({
      title: "Account id",
      description: "The number after /accounts/ in Chatwoot’s address.",
      pattern: "^\\d{1,12}$",
    }),
    inboxId: Setting({
      title: "Inbox of the bot",
      description: "The last number of the inbox’s settings page’s address. Any kind of inbox.",
      pattern: "^\\d{1,12}$",
    }),
    accessToken: Secret({
      title: "Chatwoot access token",
      description: "In Chatwoot: Profile settings > Access token, of an administrator.",
    }),
    botToken: OptionalSecret({
      title: "Chatwoot bot token",
      description:
        "In Chatwoot: Settings > Bots > the bot’s access token. Answers then appear in the bot’s name.",
    }),
    webhookSecret: OptionalSecret({
      title: "Chatwoot webhook secrets",
      description:
        "In Chatwoot 4.13 or newer: of the bot and of the account’s webhook, separated by a comma. Events with another signature are refused.",
    }),
    webhook: Type.Enum(["on", "off"], {
      type: "string",
      widget: "choice",
      title: "Events by webhook",
      description: "Off: messages come only when you synchronise.",
      default: "on",
    }),
  },
  { additionalProperties: false },
);
export type ChatwootBotSettings = Static<typeof ChatwootBotSettings>;
