import type { HttpCall } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { pageFields } from "../meta/page-fields.ts";
import { profileCalls } from "../meta/profile-calls.ts";
import { pageOf } from "./page-of.ts";
import { windowSites } from "./page-window.ts";
import type { MessengerSettings } from "./settings.ts";

/**
 * Makes the calls that subscribe the page and set its Get Started button, questions, menu and websites. An emptied setting takes questions or menu
 * away; one never filled leaves them.
 */
export function setUpMessenger(settings: MessengerSettings): readonly HttpCall[] {
  const { pageAccessToken } = settings;
  const call = (method: HttpCall["method"], path: string, json: unknown) =>
    graphCall(settings, pageAccessToken, method, path, json);
  const profile = "me/messenger_profile";
  const sites = windowSites(settings);
  const fields = settings.leadAds === "yes" ? `${pageFields},leadgen` : pageFields;
  return [
    call("POST", `${pageOf(settings)}/subscribed_apps?subscribed_fields=${fields}`, {}),
    // A menu needs it.
    call("POST", profile, { get_started: { payload: "GET_STARTED" } }),
    ...profileCalls((method, json) => call(method, profile, json), settings, {
      menu: { composer_input_disabled: false },
      link: { webview_height_ratio: "full" },
    }),
    ...(settings.windowSites === undefined
      ? []
      : [
          sites.length === 0
            ? call("DELETE", profile, { fields: ["whitelisted_domains"] })
            : call("POST", profile, { whitelisted_domains: sites }),
        ]),
  ];
}
