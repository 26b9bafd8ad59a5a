import type { FileUpload, HttpCall } from "../channel.ts";
import type { DiscordSettings } from "./settings.ts";

/** A call of the REST API as the bot. */
export function discordCall(
  { apiBaseUrl, botToken }: DiscordSettings,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
): HttpCall {
  return {
    method,
    url: `${apiBaseUrl.replace(/\/+$/, "")}/${path}`,
    headers: { authorization: `Bot ${botToken}`, ...agent },
    ...(json !== undefined && { json }),
  };
}

/** A call that the token of an interaction allows, without the bot's own. */
export function interactionCall(
  { apiBaseUrl }: DiscordSettings,
  path: string,
  json: unknown,
): HttpCall {
  const url = `${apiBaseUrl.replace(/\/+$/, "")}/webhooks/${path}/messages/@original`;
  return { method: "PATCH", url, headers: agent, json };
}

/** The same call with a file, whose other fields then travel as one. */
export function withFile(call: HttpCall, upload: FileUpload): HttpCall {
  return { ...call, json: { payload_json: call.json }, upload };
}

/** Discord refuses calls without a name of this form. */
const agent = { "user-agent": "DiscordBot (https://chatloom.dev, 1.0)" };
