import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSetting, Secret, Setting } from "../../channels/settings-fields.ts";

/** The settings that connect a LiveChat account. */
export const LivechatSettings = Type.Object(
  {
    apiBaseUrl: ApiBaseUrl("https://api.livechatinc.com"),
    accountId: Setting({
      title: "LiveChat account id",
      description: "In the Developer Console: Tools > Personal Access Tokens, beside the token.",
    }),
    accessToken: Secret({
      title: "LiveChat access token",
      description:
        "A personal access token with the scopes chats--all:rw, customers:rw, agents--all:ro and webhooks.configuration:rw.",
    }),
    agentId: Setting({
      title: "E-mail of the LiveChat agent",
      description: "Of the agent whose token it is. What contacts write appears in this name.",
      pattern: "^[^@\\s]+@[^@\\s]+$",
    }),
    groupId: Setting({
      title: "LiveChat group",
      description: "The number of the group whose agents answer; 0 is “General”.",
      pattern: "^\\d{1,9}$",
      default: "0",
    }),
    webhookSecret: Secret({
      title: "LiveChat webhook secret",
      description: "Any long random text. LiveChat sends it with every event.",
    }),
    clientId: OptionalSetting({
      title: "LiveChat client id",
      description: "Of your app in the Developer Console: the webhooks are registered for it.",
    }),
    organizationId: OptionalSetting({
      title: "LiveChat organization id",
      description:
        "Only where several LiveChat accounts are connected with the same webhook secret.",
    }),
  },
  { additionalProperties: false },
);
export type LivechatSettings = Static<typeof LivechatSettings>;
