import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSetting, Secret, Setting } from "../settings-fields.ts";
import { LineMenus } from "./menu-settings.ts";

/** The settings that connect a LINE Official Account. */
export const LineSettings = Type.Object(
  {
    channelAccessToken: Secret({
      title: "Channel access token",
      description: "The long-lived one, from the tab Messaging API of your channel.",
    }),
    channelSecret: Secret({
      title: "Channel secret",
      description: "From the tab Basic settings of your channel.",
    }),
    botUserId: OptionalSetting({
      title: "Bot user ID",
      description: "Such as U8e74…. Left empty, it is read when you check the connection.",
      pattern: "^(U[0-9a-f]{32})?$",
    }),
    videoPreviewUrl: OptionalSetting({
      title: "Picture before a video",
      description: "https, JPEG or PNG, at most 1 MB. Left empty, videos are sent as links.",
      pattern: "^(https://.+)?$",
    }),
    richMenus: LineMenus,
    apiBaseUrl: ApiBaseUrl("https://api.line.me"),
    contentBaseUrl: Setting({
      title: "Address for files",
      description: "Leave as it is unless you use a gateway of your own.",
      pattern: "^https?://",
      default: "https://api-data.line.me",
    }),
  },
  { additionalProperties: false },
);
export type LineSettings = Static<typeof LineSettings>;
