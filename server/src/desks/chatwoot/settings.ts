import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSecret, Secret, Setting } from "../../channels/settings-fields.ts";

/** The settings that connect an API inbox of Chatwoot. */
export const ChatwootSettings = Type.Object(
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
      title: "Inbox id",
      description: "Of an inbox of the kind API: the last number of its settings page’s address.",
      pattern: "^\\d{1,12}$",
    }),
    accessToken: Secret({
      title: "Chatwoot access token",
      description: "In Chatwoot: Profile settings > Access token, of an administrator.",
    }),
    webhookSecret: OptionalSecret({
      title: "Chatwoot webhook secret",
      description:
        "In Chatwoot 4.13 or newer: shown in the inbox’s settings. Events with another signature are refused.",
    }),
  },
  { additionalProperties: false },
);
export type ChatwootSettings = Static<typeof ChatwootSettings>;
