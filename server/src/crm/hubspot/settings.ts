import Type, { type Static } from "typebox";
import {
  ApiBaseUrl,
  OptionalSecret,
  OptionalSetting,
  Secret,
} from "../../channels/settings-fields.ts";

/** The settings that connect a HubSpot account. */
export const HubspotSettings = Type.Object(
  {
    accessToken: Secret({
      title: "HubSpot access token",
      description: "Of a private app; begins with pat-.",
    }),
    clientSecret: OptionalSecret({
      title: "HubSpot client secret",
      description:
        "Of the private app; it signs the webhooks. Without it, contacts are only asked for every minute.",
    }),
    portalId: OptionalSetting({
      title: "HubSpot account ID",
      description: "For links to contacts. Left empty, it is read when you check the connection.",
      pattern: "^[0-9]*$",
    }),
    apiBaseUrl: ApiBaseUrl("https://api.hubapi.com"),
  },
  { additionalProperties: false },
);
export type HubspotSettings = Static<typeof HubspotSettings>;
