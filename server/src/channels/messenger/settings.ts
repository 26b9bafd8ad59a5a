import Type, { type Static } from "typebox";
import { menuSettings } from "../meta/menu-settings.ts";
import {
  ApiBaseUrl,
  OptionalSecret,
  OptionalSetting,
  Picture,
  Secret,
  Setting,
} from "../settings-fields.ts";

/** The settings that connect a Facebook page. */
export const MessengerSettings = Type.Object(
  {
    pageAccessToken: Secret({ title: "Page access token" }),
    appSecret: Secret({
      title: "App secret",
      description: "From App settings > Basic. Several may be given, separated by commas.",
    }),
    verifyToken: OptionalSecret({
      title: "Webhook verify token",
      description: "Left empty, one is made for you.",
    }),
    pageId: OptionalSetting({ title: "Page ID", pattern: "^\\d*$" }),
    ...menuSettings,
    windowSites: OptionalSetting({
      title: "Websites that open inside Messenger",
      description:
        "One on each line. Their pages can ask Messenger who the contact is. Press Set up webhook after a change.",
      widget: "longText",
    }),
    leadAds: Type.Optional(
      Type.Enum(["no", "yes"], {
        type: "string",
        widget: "choice",
        title: "Forms of lead ads",
        description: "Needs the permission leads_retrieval.",
        default: "no",
        inSight: true,
      }),
    ),
    agentPicture: Type.Optional(
      Picture({
        title: "Picture beside replies of people",
        description:
          "JPEG or PNG. With it, Messenger shows the names of members beside their replies. Without it, replies come from the page.",
        types: ["image/jpeg", "image/png"],
        mostBytes: 5_000_000,
        inSight: true,
      }),
    ),
    appId: OptionalSetting({
      title: "App ID",
      description: "Tells this app’s messages from those people write in the page’s inbox.",
      pattern: "^\\d*$",
    }),
    apiVersion: Setting({ title: "API version", default: "v25.0", pattern: "^v\\d+\\.\\d+$" }),
    apiBaseUrl: ApiBaseUrl("https://graph.facebook.com"),
  },
  { additionalProperties: false },
);
export type MessengerSettings = Static<typeof MessengerSettings>;
