import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSecret, Secret, Setting } from "../settings-fields.ts";

/** The settings that connect a TikTok Business account. */
export const TiktokSettings = Type.Object(
  {
    appId: Setting({ title: "TikTok app ID", pattern: "^\\w+$" }),
    appSecret: Secret({ title: "TikTok app secret" }),
    businessId: Setting({
      title: "TikTok business ID",
      description: "The open_id that comes with the access token.",
    }),
    accessToken: Secret({
      title: "TikTok access token",
      description: "Works for a day.",
    }),
    refreshToken: OptionalSecret({
      title: "TikTok refresh token",
      description: "Renews the access token, for a year. Without it the channel stops after a day.",
    }),
    apiBaseUrl: ApiBaseUrl("https://business-api.tiktok.com"),
  },
  { additionalProperties: false },
);
export type TiktokSettings = Static<typeof TiktokSettings>;
