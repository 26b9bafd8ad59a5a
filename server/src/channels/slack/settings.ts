import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSetting, Secret } from "../settings-fields.ts";

/** The settings that connect a Slack app. */
export const SlackSettings = Type.Object(
  {
    botToken: Secret({
      title: "Bot user OAuth token",
      description: "From “OAuth & Permissions”; it begins with xoxb-.",
    }),
    signingSecret: Secret({
      title: "App signing secret",
      description: "From “Basic Information”. Slack signs each request with it.",
    }),
    teamId: OptionalSetting({
      title: "Slack workspace ID",
      description: "Such as T0123ABCD. Left empty, the connection check fills it in.",
      pattern: "^[A-Z0-9]*$",
    }),
    botUserId: OptionalSetting({
      title: "Bot member ID",
      description: "Such as U0123ABCD. Left empty, the connection check fills it in.",
      pattern: "^[A-Z0-9]*$",
    }),
    apiBaseUrl: ApiBaseUrl("https://slack.com/api"),
  },
  { additionalProperties: false },
);
export type SlackSettings = Static<typeof SlackSettings>;
