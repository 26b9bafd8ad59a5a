import Type, { type Static } from "typebox";
import { menuSettings } from "../meta/menu-settings.ts";
import {
  ApiBaseUrl,
  OptionalSecret,
  OptionalSetting,
  Secret,
  Setting,
} from "../settings-fields.ts";

/** The settings that connect an Instagram account. */
export const InstagramSettings = Type.Object(
  {
    login: Type.Enum(["instagramLogin", "facebookPage"], {
      type: "string",
      widget: "choice",
      title: "Connected through",
      description: "The kind of token: of Instagram login, or of the Facebook page that is linked.",
      default: "instagramLogin",
    }),
    accessToken: Secret({
      title: "Token for Instagram",
      description: "Of the Instagram account or, for a Facebook page, of the page.",
    }),
    appSecret: Secret({
      title: "Secret of the Meta app",
      description:
        "The Instagram app secret, or the app secret for a Facebook page. Several may be given, separated by commas.",
    }),
    verifyToken: OptionalSecret({
      title: "Webhook verify token",
      description: "Left empty, one is made for you.",
    }),
    accountId: OptionalSetting({
      title: "Instagram account ID",
      description: "Left empty, it is read when the connection is checked.",
      pattern: "^\\d*$",
    }),
    ...menuSettings,
    appId: OptionalSetting({
      title: "Meta app ID",
      description: "Tells this app’s messages and threads from those of others.",
      pattern: "^\\d*$",
    }),
    apiVersion: Setting({ title: "API version", default: "v25.0", pattern: "^v\\d+\\.\\d+$" }),
    apiBaseUrl: ApiBaseUrl("https://graph.instagram.com"),
  },
  { additionalProperties: false },
);
export type InstagramSettings = Static<typeof InstagramSettings>;
