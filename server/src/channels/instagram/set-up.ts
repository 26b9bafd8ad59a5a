import type { HttpCall } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { pageFields } from "../meta/page-fields.ts";
import { readMenuLines } from "../meta/read-menu-lines.ts";
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
  const { login, accessToken, iceBreakers, persistentMenu } = settings;
  const call = (method: HttpCall["method"], path: string, json: unknown) =>
    graphCall(settings, accessToken, method, path, json);
  const ofPage = login === "facebookPage";
  const profile = `me/messenger_profile${ofPage ? "?platform=instagram" : ""}`;
  const set = (field: string, lines: string | undefined, actions: readonly unknown[]) => {
    if (lines === undefined) {
      return [];
    }
    const value = [{ locale: "default", call_to_actions: actions }];
    return [
      actions.length === 0
        ? call("DELETE", profile, { platform: "instagram", fields: [field] })
        : call("POST", profile, { platform: "instagram", [field]: value }),
    ];
  };
  return [
    call("POST", `me/subscribed_apps?subscribed_fields=${ofPage ? pageFields : accountFields}`, {}),
    ...set(
      "ice_breakers",
      iceBreakers,
      readMenuLines(iceBreakers ?? "").map(({ title, target }) => ({
        question: title,
        payload: target,
      })),
    ),
    ...set(
      "persistent_menu",
      persistentMenu,
      readMenuLines(persistentMenu ?? "").map(({ title, target }) =>
        /^https?:\/\//i.test(target)
          ? { type: "web_url", title, url: target }
          : { type: "postback", title, payload: target },
      ),
    ),
  ];
}
