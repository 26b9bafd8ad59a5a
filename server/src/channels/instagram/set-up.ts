import type { HttpCall } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { pageFields } from "../meta/page-fields.ts";
import { profileCalls } from "../meta/profile-calls.ts";
import type { InstagramSettings } from "./settings.ts";

const accountFields = [
  "messages",
  "messaging_postbacks",
  "messaging_seen",
  "messaging_referral",
  "messaging_optins",
  "message_reactions",
  "message_edit",
  "standby",
  "comments",
  "live_comments",
].join(",");

/** Makes the calls that subscribe the account and set its questions and menu. An emptied setting takes them away; one never filled leaves them. */
export function setUpInstagram(settings: InstagramSettings): readonly HttpCall[] {
  const { login, accessToken } = settings;
  const call = (method: HttpCall["method"], path: string, json: unknown) =>
    graphCall(settings, accessToken, method, path, json);
  const ofPage = login === "facebookPage";
  const profile = `me/messenger_profile${ofPage ? "?platform=instagram" : ""}`;
  return [
    call("POST", `me/subscribed_apps?subscribed_fields=${ofPage ? pageFields : accountFields}`, {}),
    ...profileCalls((method, json) => call(method, profile, json), settings, {
      body: { platform: "instagram" },
    }),
  ];
}
