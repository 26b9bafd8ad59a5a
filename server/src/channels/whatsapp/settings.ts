import Type, { type Static } from "typebox";
import {
  ApiBaseUrl,
  OptionalSecret,
  OptionalSetting,
  Secret,
  Setting,
} from "../settings-fields.ts";

/** The settings that connect a WhatsApp number. */
export const WhatsappSettings = Type.Object(
  {
    phoneNumberId: Setting({
      title: "Phone number ID",
      description: "From WhatsApp > API setup; not the phone number itself.",
      pattern: "^\\d+$",
    }),
    accessToken: Secret({ title: "Access token" }),
    appSecret: Secret({
      title: "App secret",
      description: "From App settings > Basic. Several may be given, separated by commas.",
    }),
    verifyToken: OptionalSecret({
      title: "Webhook verify token",
      description: "Left empty, one is made for you.",
    }),
    wabaId: OptionalSetting({
      title: "WhatsApp Business Account ID",
      description: "If given, the webhook can be set up from here.",
      pattern: "^\\d*$",
    }),
    appId: OptionalSetting({
      title: "App ID for uploads",
      description:
        "For sample files of templates. Left empty, the app of the access token is used.",
      pattern: "^\\d*$",
    }),
    apiVersion: Setting({ title: "API version", default: "v25.0", pattern: "^v\\d+\\.\\d+$" }),
    apiBaseUrl: ApiBaseUrl("https://graph.facebook.com"),
  },
  { additionalProperties: false },
);
export type WhatsappSettings = Static<typeof WhatsappSettings>;
