import { addressBelow } from "../address-below.ts";
import type { HttpCall } from "../channel.ts";
import type { SlackSettings } from "./settings.ts";

/** A call of a Web API method that takes JSON. */
export function slackCall(settings: SlackSettings, method: string, json: unknown = {}): HttpCall {
  const { url, headers } = address(settings, method);
  const type = { "content-type": "application/json; charset=utf-8" };
  return { method: "POST", url, headers: { ...headers, ...type }, json };
}

/** A call of a Web API method that takes its arguments in the query only. */
export function slackQuery(
  settings: SlackSettings,
  method: string,
  query: Readonly<Record<string, string>>,
): HttpCall {
  const { url, headers } = address(settings, method);
  return { method: "GET", url: `${url}?${new URLSearchParams(query)}`, headers };
}

function address({ apiBaseUrl, botToken }: SlackSettings, method: string) {
  const url = addressBelow(apiBaseUrl, method);
  return { url, headers: { authorization: `Bearer ${botToken}` } };
}
