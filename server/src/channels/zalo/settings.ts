import Type, { type Static } from "typebox";
import {
  ApiBaseUrl,
  OptionalSecret,
  OptionalSetting,
  Secret,
  Setting,
} from "../settings-fields.ts";

/** The settings that connect a Zalo Official Account. */
export const ZaloSettings = Type.Object(
  {
    appId: Setting({ title: "Zalo app ID", pattern: "^\\d+$" }),
    appSecret: Secret({
      title: "Zalo app secret",
      description: "From Settings of the app on developers.zalo.me.",
    }),
    oaSecretKey: Secret({
      title: "OA secret key",
      description: "From the app’s Webhook page; it is another one than the app secret.",
    }),
    accessToken: OptionalSecret({
      title: "OA access token",
      description: "Left empty, it is fetched with the refresh token.",
    }),
    refreshToken: Secret({
      title: "OA refresh token",
      description: "It can be used once: from now on only Chatloom may use it.",
    }),
    oaId: OptionalSetting({
      title: "OA ID",
      description: "Left empty, the account is asked when the connection is checked.",
      pattern: "^\\d*$",
    }),
    apiBaseUrl: ApiBaseUrl("https://openapi.zalo.me"),
    templateBaseUrl: Setting({
      title: "Address for templates by phone number",
      pattern: "^https?://",
      default: "https://business.openapi.zalo.me",
    }),
    loginBaseUrl: Setting({
      title: "Address for tokens",
      pattern: "^https?://",
      default: "https://oauth.zaloapp.com",
    }),
  },
  { additionalProperties: false },
);
export type ZaloSettings = Static<typeof ZaloSettings>;
