import Type, { type Static } from "typebox";
import {
  ApiBaseUrl,
  OptionalSecret,
  OptionalSetting,
  Secret,
} from "../../channels/settings-fields.ts";

/** The settings that connect an Intercom workspace. */
export const IntercomSettings = Type.Object(
  {
    apiBaseUrl: {
      ...ApiBaseUrl("https://api.intercom.io"),
      title: "Intercom address",
      description: "In Europe https://api.eu.intercom.io, in Australia https://api.au.intercom.io.",
      inSight: true,
    },
    accessToken: Secret({
      title: "Intercom access token",
      description: "In the Developer Hub: your app > Configure > Authentication.",
    }),
    adminId: OptionalSetting({
      title: "Intercom teammate id",
      description:
        "Of the teammate in whose name notes are written. Left empty, the check of the credentials fills it in.",
      pattern: "^\\d{0,20}$",
    }),
    workspaceId: OptionalSetting({
      title: "Intercom workspace id",
      description: "Left empty, the check of the credentials fills it in.",
    }),
    clientSecret: OptionalSecret({
      title: "Intercom client secret",
      description:
        "In the Developer Hub: your app > Configure > Basic information. Events with another signature are refused.",
    }),
  },
  { additionalProperties: false },
);
export type IntercomSettings = Static<typeof IntercomSettings>;
