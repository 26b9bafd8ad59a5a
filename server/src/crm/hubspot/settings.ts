import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSecret, OptionalSetting } from "../../channels/settings-fields.ts";

/** The settings that connect a HubSpot account. */
export const HubspotSettings = Type.Object(
  {
    account: OptionalSetting({
      title: "HubSpot account",
      description: "A connected account. Left empty, the access token of a private app is used.",
      widget: "hubspotAccount",
    }),
    accessToken: OptionalSecret({
      title: "HubSpot access token",
      description:
        "Of a private app; begins with pat-. Forgotten when you choose an account above.",
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

/** Keeps one of the two ways to sign in: the chosen account, or else the typed token. */
export function normaliseHubspot({ account = "", accessToken = "", ...others }: HubspotSettings): {
  readonly settings: HubspotSettings;
  readonly flaws: readonly { readonly at: string; readonly message: string }[];
} {
  if (account !== "") {
    return { settings: { ...others, account }, flaws: [] };
  }
  const message = "must be given where no connected account is chosen";
  return {
    settings: { ...others, accessToken },
    flaws: accessToken === "" ? [{ at: "/accessToken", message }] : [],
  };
}
