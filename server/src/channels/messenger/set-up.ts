import type { HttpCall } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { pageFields } from "../meta/page-fields.ts";
import { readMenuLines } from "../meta/read-menu-lines.ts";
import type { MessengerSettings } from "./settings.ts";

/**
 * Makes the calls that subscribe the page and set its Get Started button, questions and menu. An emptied setting takes questions or menu
 * away; one never filled leaves them.
 */
export function setUpMessenger(settings: MessengerSettings): readonly HttpCall[] {
  const { pageAccessToken, pageId, iceBreakers, persistentMenu } = settings;
  const call = (method: HttpCall["method"], path: string, json: unknown) =>
    graphCall(settings, pageAccessToken, method, path, json);
  const page = pageId === undefined || pageId === "" ? "me" : pageId;
  const profile = "me/messenger_profile";
  const set = (field: string, value: string | undefined, actions: readonly unknown[]) => {
    if (value === undefined) {
      return [];
    }
    const more = field === "persistent_menu" && { composer_input_disabled: false };
    return [
      actions.length === 0
        ? call("DELETE", profile, { fields: [field] })
        : call("POST", profile, {
            [field]: [{ locale: "default", ...more, call_to_actions: actions }],
          }),
    ];
  };
  return [
    call("POST", `${page}/subscribed_apps?subscribed_fields=${pageFields}`, {}),
    // A menu needs it.
    call("POST", profile, { get_started: { payload: "GET_STARTED" } }),
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
          ? { type: "web_url", title, url: target, webview_height_ratio: "full" }
          : { type: "postback", title, payload: target },
      ),
    ),
  ];
}
