import Type, { type Static } from "typebox";
import {
  ApiBaseUrl,
  OptionalSecret,
  OptionalSetting,
  Secret,
  Setting,
} from "../../channels/settings-fields.ts";

/** The settings that connect a Zendesk account. */
export const ZendeskSettings = Type.Object(
  {
    apiBaseUrl: {
      ...ApiBaseUrl("https://YOUR-COMPANY.zendesk.com"),
      title: "Zendesk address",
      description: "The address at which your agents sign in.",
      inSight: true,
    },
    email: Setting({
      title: "E-mail of the API user",
      description:
        "An administrator, best one of its own: notes and contacts are written in this name.",
      pattern: "^[^@\\s]+@[^@\\s]+$",
    }),
    apiToken: Secret({
      title: "Zendesk API token",
      description: "In Zendesk: Admin Center > Apps and integrations > APIs > API tokens.",
    }),
    userId: OptionalSetting({
      title: "Zendesk user id",
      description:
        "Of the API user, so that a bridge passes over its comments. Left empty, the check of the credentials fills it in.",
      pattern: "^\\d{0,20}$",
    }),
    signingSecret: OptionalSecret({
      title: "Zendesk signing secret",
      description:
        "Of the webhook: its page shows it under “Reveal secret”. Events with another signature are refused.",
    }),
  },
  { additionalProperties: false },
);
export type ZendeskSettings = Static<typeof ZendeskSettings>;
